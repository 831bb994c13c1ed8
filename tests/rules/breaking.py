"""Good fixtures with one part taken away or made wrong, plainly and under an input.

A part is an attribute, a block or a property that the rule asks for. It is broken by leaving it out, by null, by other
values of its kind, by what the rule compares with, and by what stands there in the rule's bad fixtures.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from iacguard.formats.terraform.ast import Attribute, Block, Body, Literal
from iacguard.formats.terraform.parser import parse
from iacguard.model.source import Source
from iacguard.policy.cel.ast import Lit, Select, children
from iacguard.policy.cel.parser import parse as parse_cel
from iacguard.policy.rule import Rule
from iacguard.vocabulary.nodes import snake
from tests.rules.narrowing import ASKED, CONDITION, META, PARAMETER, Files, Path


class Break(NamedTuple):
    """A part, by what it was replaced ("" for nothing), the broken file, and the good one broken if not `asked`."""

    part: str
    by: str
    plain: str
    asked: str


WORKED_OUT = {"tags_all": "tags", "versions": "status", "disks": "encrypted", "statements": "actions"}
"""Attributes that nobody writes, and what is written where they come from."""


class Wanted(NamedTuple):
    """What a rule asks for: attributes, by their last names, and the literals that it compares them with."""

    names: frozenset[str]
    literals: tuple[Any, ...]


def wanted(rule: Rule) -> Wanted:
    """The attributes and literals of a rule's requirements."""
    names: set[str] = set()
    literals: dict[str, Any] = {}
    todo = [parse_cel(part.text) for part in rule.require]
    while todo:
        node = todo.pop()
        if isinstance(node, Select):
            names |= {node.name, WORKED_OUT.get(node.name, node.name)}
        if isinstance(node, Lit) and node.value is not None:
            literals[json.dumps(node.value)] = node.value
        todo += children(node)
    return Wanted(frozenset(names), tuple(literals.values()))


def terraform(asks: Wanted, text: str, bad: Iterable[str]) -> Iterator[Break]:
    """An HCL file, each part of its resources broken in each way."""
    wrong: dict[str, set[str]] = {}
    for other in bad:
        for part in _parts(_body(other)):
            if isinstance(part, Attribute) and "<<" not in part.expression.text:
                wrong.setdefault(part.name, set()).add(part.expression.text)
    for part in _parts(_body(text)):
        if isinstance(part, Block):
            if part.type in asks.names:
                yield _without_block(text, part)
            continue
        value = part.expression
        if "<<" in value.text or part.name not in asks.names | wrong.keys():
            continue
        if part.name in asks.names:
            without = text[: part.start] + text[part.end :]
            yield Break(part.name, "", without, _under_an_input(text, part, "null"))
        for by in sorted(_others(value, asks, part.name in asks.names) | wrong.get(part.name, set())):
            if by != value.text:
                broken = text[: value.start] + by + text[value.end :]
                yield Break(part.name, by, broken, _under_an_input(text, part, by))


def _others(value: Any, asks: Wanted, asked: bool) -> set[str]:
    """Other values of an attribute, as HCL."""
    if not asked:
        return set()
    if not isinstance(value, Literal):
        return {"[]"} if value.text.startswith("[") else set()
    kind = type(value.value)
    said = {json.dumps(one) for one in asks.literals if type(one) is kind}
    return {json.dumps(one) for one in _of_the_kind(value.value)} | said | {"null"}


def _of_the_kind(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [0, 1, 1_000_000]
    return ["", "other"] if isinstance(value, str) else []


def _under_an_input(text: str, part: Attribute, by: str) -> str:
    value = part.expression
    return f"{text[: value.start]}(var.asked ? {value.text} : {by}){text[value.end :]}{ASKED}"


def _without_block(text: str, block: Block) -> Break:
    said = block.text[block.text.index("{") :]
    made = f'dynamic "{block.type}" {{\n  for_each = var.asked ? [1] : []\n  content {said}\n}}'
    before, after = text[: block.start], text[block.end :]
    return Break(block.type, "", before + after, before + made + after + ASKED)


def _body(text: str) -> Body:
    body, faults = parse(Source("main.tf", text))
    assert not faults
    return body


def _parts(file: Body) -> Iterator[Attribute | Block]:
    todo = [block.body for block in file.blocks if block.type in ("resource", "data")]
    while todo:
        body = todo.pop()
        yield from (one for name, one in body.attributes.items() if name not in META)
        plain = [one for one in body.blocks if one.type not in META and one.type != "dynamic" and not one.labels]
        yield from plain
        todo += [block.body for block in plain]


def template(asks: Wanted, written: Any, bad: Iterable[Any]) -> Iterator[Break]:
    """A template, each property of its resources broken in each way."""
    wrong: dict[str, list[Any]] = {}
    for other in bad:
        for path, value in _properties(other):
            wrong.setdefault(str(path[-1]), []).append(value)
    words = {name.replace("_", "").lower() for name in asks.names}
    for path, value in _properties(written):
        key = str(path[-1])
        asked = key.lower() in words or snake(key) in asks.names
        if asked:
            yield Break(key, "", json.dumps(_with(written, path, ...)), _choice(written, path, value, None))
        others = _of_the_kind(value) + ([[]] if isinstance(value, list) else [])
        others += [one for one in asks.literals if type(one) is type(value)]
        for by in [*(others if asked else ()), *wrong.get(key, ())]:
            if by != value:
                broken = json.dumps(_with(written, path, by))
                yield Break(key, json.dumps(by), broken, _choice(written, path, value, by))


def _properties(written: Any) -> Iterator[tuple[Path, Any]]:
    for name, resource in written["Resources"].items():
        todo: list[tuple[Path, Any]] = [(("Resources", name, "Properties"), resource.get("Properties", {}))]
        while todo:
            path, value = todo.pop()
            if isinstance(value, dict) and len(value) == 1 and re.match("Ref$|Fn::", next(iter(value))):
                continue
            inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            for key, inner in inside:
                todo.append(((*path, key), inner))
                if isinstance(key, str):
                    yield (*path, key), inner


def _choice(written: Any, path: Path, value: Any, by: Any) -> str:
    other = {"Ref": "AWS::NoValue"} if by is None else by
    made = _with(written, path, {"Fn::If": ["IfAsked", value, other]})
    for section, more in (("Conditions", CONDITION), ("Parameters", PARAMETER)):
        made[section] = {**made.get(section, {}), **more}
    return json.dumps(made)


def _with(written: Any, path: Path, by: Any) -> Any:
    """The template with another value at a path; `...` for none."""
    made = copy.deepcopy(written)
    target: Any = made
    for step in path[:-1]:
        target = target[step]
    if by is ...:
        del target[path[-1]]
    else:
        target[path[-1]] = by
    return made


def single(files: Files, suffix: str) -> str | None:
    """The text of a fixture that is one file of a language."""
    [name, *more] = files
    return files[name] if not more and name.endswith(suffix) else None
