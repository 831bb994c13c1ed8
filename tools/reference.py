"""Compare our HCL parser with python-hcl2 (8.1 or later) over every `.tf` file below the directories given.

What both accept must give the same literal values; everything else is listed with its explanation. The exit code is 1
where a disagreement has none.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from iacguard.formats.terraform.ast import Body, Expression, ListExpression, Literal, Name, ObjectExpression, Unary
from iacguard.formats.terraform.parser import parse
from iacguard.model.source import Source

EXPRESSION = "an expression"
NOT_DATA = {"__is_block__", "__comments__", "__inline_comments__"}
HEREDOC = re.compile(r'"?<<(-?)([\w-]+)\n(.*?)^[ \t]*\2[ \t]*"?$', re.DOTALL | re.MULTILINE).fullmatch


def our_value(node: Expression) -> Any:
    """What a node says without being evaluated; EXPRESSION where that takes evaluation."""
    if isinstance(node, Literal):
        return float(node.value) if isinstance(node.value, Decimal) else node.value
    if isinstance(node, Unary) and node.operator == "-" and isinstance(node.operand, Literal):
        return -our_value(node.operand)
    if isinstance(node, ListExpression):
        return [our_value(item) for item in node.items]
    if isinstance(node, ObjectExpression):
        return {_key(key): our_value(item) for key, item in node.items}
    return EXPRESSION


def _key(node: Expression) -> str:
    if isinstance(node, Name):
        return node.name
    return str(our_value(node)) if isinstance(node, Literal) else EXPRESSION


def our_body(body: Body) -> dict[str, Any]:
    """A body in the form that python-hcl2 gives."""
    out: dict[str, Any] = {name: our_value(a.expression) for name, a in body.attributes.items()}
    for block in body.blocks:
        inner: Any = our_body(block.body)
        for label in reversed(block.labels):
            inner = {label: inner}
        out.setdefault(block.type, []).append(inner)
    return out


def their_value(value: Any) -> Any:
    """A value of python-hcl2, whose texts are as spelled, as what it says."""
    if isinstance(value, dict):
        return {_unquoted(key): their_value(item) for key, item in value.items() if key not in NOT_DATA}
    if isinstance(value, list):
        return [their_value(item) for item in value]
    if not isinstance(value, str):
        return value
    heredoc = HEREDOC(value)
    if heredoc:
        return _heredoc(heredoc.group(3), bool(heredoc.group(1)))
    if not value.startswith('"'):
        return EXPRESSION
    if re.search(r"(?<!\$)\$\{|(?<!%)%\{", value):
        return EXPRESSION
    return json.loads(value.replace("$${", "${").replace("%%{", "%{"), strict=False)


def _unquoted(key: str) -> str:
    read = their_value(key) if key.startswith(('"', "${")) else key
    return str(read)


def _heredoc(text: str, flush: bool) -> str:
    if re.search(r"(?<!\$)\$\{|(?<!%)%\{", text):
        return EXPRESSION
    if flush:
        lines = text.splitlines(keepends=True)
        least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        text = "".join(line[least:] if line.strip() else line for line in lines)
    return text.replace("$${", "${").replace("%%{", "%{")


def differences(ours: Any, theirs: Any, path: str = "") -> Iterator[str]:
    """Where two values differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in {**ours, **theirs}:
            if key not in ours or key not in theirs:
                yield f"{path}.{key} is read by {'python-hcl2' if key in theirs else 'iacguard'} alone"
            else:
                yield from differences(ours[key], theirs[key], f"{path}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for i, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(one, other, f"{path}[{i}]")
    elif ours != theirs or isinstance(ours, bool) != isinstance(theirs, bool):
        yield f"{path}: iacguard {ours!r}, python-hcl2 {theirs!r}"


def compare(path: str, text: str) -> Iterator[tuple[str, str]]:
    """(explanation, detail) of every disagreement over one text; an explanation of "" is none."""
    import hcl2

    body, wrong = parse(Source(path, text))
    try:
        theirs = their_value(hcl2.loads(text if text.endswith("\n") else text + "\n"))
    except Exception as error:  # whatever the reference raises, it does not accept the text
        if not wrong:
            yield _rejected(text), f"{path}: python-hcl2 rejects it: {str(error).splitlines()[0]}"
        return
    if wrong:
        duplicate = all("second time" in diagnostic.message for diagnostic in wrong)
        yield (
            "an argument set twice is an error in Terraform" if duplicate else "",
            f"{wrong[0].span}: {wrong[0].message}",
        )
        return
    for found in differences(our_body(body), theirs):
        yield "", f"{path}{found}"


def _rejected(text: str) -> str:
    """Why python-hcl2 rejects a text that is right."""
    if text.startswith("\ufeff"):
        return "python-hcl2 rejects a byte order mark"
    if re.search(r"<<-?([\w-]+)\r?\n(?:.*\n)*?[ \t]*\1[ \t]+$", text, re.MULTILINE):
        return "python-hcl2 rejects blanks after a heredoc's end marker"
    if re.search(r"%\{", text):
        return "python-hcl2 rejects some template directives"
    return ""


def main(directories: list[str]) -> int:
    """Print the disagreements below the directories; 1 if one has no explanation."""
    files = agreed = 0
    explained: Counter[str] = Counter()
    for path in sorted(path for directory in directories for path in Path(directory).rglob("*.tf")):
        if not path.is_file():
            continue
        files += 1
        found = list(compare(str(path), path.read_text(encoding="utf-8", errors="replace")))
        agreed += not found
        for explanation, detail in found:
            explained[explanation] += 1
            print(f"{explanation or 'UNEXPLAINED'}: {detail}")
    print(f"{files} files, {agreed} agree; " + ", ".join(f"{n} {why or 'unexplained'}" for why, n in explained.items()))
    return 1 if explained[""] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
