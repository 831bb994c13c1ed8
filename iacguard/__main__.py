"""`python -m iacguard`, and the `iacguard` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; `--version` alone needs nothing of it."""
    if sys.argv[1:] == ["--version"]:
        from iacguard import __version__

        print(f"iacguard {__version__}")
        return
    from iacguard.cli.main import cli

    cli(prog_name="iacguard")


if __name__ == "__main__":
    main()
