"""`python -m iacguard`, and the `iacguard` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. What the system refuses (a full disk, a folder of others) is told, with exit code 2.

    A reader that goes away, such as `head`, ends it without a word, as it ends any filter.
    """
    import signal

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        _run()
    except OSError as error:
        print(f"Error: {error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
        raise SystemExit(2) from None


def _run() -> None:
    """`--version` alone needs nothing of the command line."""
    if sys.argv[1:] == ["--version"]:
        from iacguard import __version__

        print(f"iacguard {__version__}", flush=True)
        return
    from iacguard.cli.main import cli

    cli(prog_name="iacguard")


if __name__ == "__main__":
    main()
