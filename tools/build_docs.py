"""Bring docs/ up to date with the rule folders: `python tools/build_docs.py`, which `make docs` calls."""

from pathlib import Path

import cel_docs

from iacguard.policy import catalogue
from iacguard.rulekit import documentation

if __name__ == "__main__":
    documentation.write(catalogue.load(), Path(__file__).parent.parent / "docs")
    cel_docs.write()
