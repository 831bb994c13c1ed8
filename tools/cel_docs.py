"""Bring the tables of docs/cel.md up to date with what functions and macros there are: `python tools/cel_docs.py`."""

from __future__ import annotations

import re
from pathlib import Path

from iacguard.policy.cel.macros import MACROS, PACKAGED
from iacguard.policy.cel.signatures import SECTIONS

PAGE = Path(__file__).parent.parent / "docs" / "cel.md"
MEANINGS = {
    "has": "whether an attribute or key is there with a value",
    "all": "whether a condition holds for every element of a list, or key of a map",
    "exists": "whether it holds for any",
    "exists_one": "whether it holds for exactly one",
    "existsOne": "the same",
    "filter": "the elements that fulfil a condition",
    "map": "what an expression makes of each element, or of those that fulfil a condition",
    "transformList": "the same with the position",
    "transformMap": "a map with the same keys and other values",
    "transformMapEntry": "a map of what each element gives as a map of its own",
    "sortBy": "a list in the order of what an expression says of each element",
    "optMap": "an optional of an expression, where the optional has a value",
    "optFlatMap": "an optional that an expression gives, where the optional has a value",
    "cel.bind": "an expression with a value that has a name",
    "cel.block": "an expression with values that are called cel.index(0), cel.index(1)",
}


def macros() -> str:
    """The table of macros."""
    rows = ["| written | gives |", "|---|---|"]
    for name, form in {**MACROS, **PACKAGED}.items():
        rows.append(f"| {_code(form.usage)} | {MEANINGS[name]} |")
    return "\n".join(rows)


def _code(usage: str) -> str:
    parts = re.split(r"(, or (?:with two variables )?)", usage)
    return "".join(part if number % 2 else f"`{part}`" for number, part in enumerate(parts))


def functions() -> str:
    """The tables of functions, by section."""
    out = []
    for title, text in SECTIONS.items():
        out += [f"### {title}", "", "| | |", "|---|---|"]
        waiting: list[str] = []
        for line in text.strip().splitlines():
            signature, _, meaning = line.partition(" | ")
            waiting.append(f"`{signature.strip()}`")
            if meaning:
                out.append(f"| {'<br>'.join(waiting)} | {meaning.strip()} |")
                waiting = []
        out.append("")
    return "\n".join(out).rstrip()


def filled(page: str, name: str, table: str) -> str:
    """A page with the table of this name made anew, between its two comments."""
    pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end -->)", re.S)
    made, count = pattern.subn(lambda found: f"{found[1]}{table}\n{found[2]}", page)
    if count != 1:
        raise ValueError(f"the page has no place for {name}")
    return made


def current(page: str) -> str:
    """The page as it should be."""
    return filled(filled(page, "macros", macros()), "functions", functions())


def write() -> None:
    """Bring the page up to date."""
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
