"""One attribute written in Terraform, CloudFormation and awscc gives one answer: every attribute of every table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from iacguard.model.value import Seq
from iacguard.model.world import EMPTY
from iacguard.vocabulary.nodes import EACH, FIRST, PROPERTIES, Node, Type, awscc_name
from tests.vocabulary.scenes import look, made, plain, vocabulary

TYPES = [name for name in vocabulary().names() if (vocabulary().type(name) or Type(name)).cfn]
EXAMPLES: dict[str, Any] = {
    "str": "some-text", "int": 7, "num": 2.5, "bool": True, "list": ["a", "b"], "map": {"k": "v"},
    "tags": {"Owner": "ml"}, "json": {"Version": "2012-10-17"}, "any": "anything",
}  # fmt: skip


class Case(NamedTuple):
    """An attribute that both languages have: the nodes on the way, the last one's own last."""

    nodes: tuple[Node, ...]

    @property
    def path(self) -> str:
        return ".".join(node.name for node in self.nodes)


def cases(type: Type) -> list[Case]:
    """The attributes of a type that CloudFormation has, blocks within blocks included."""
    return [Case(nodes) for nodes in _walk(type.top, ()) if nodes[-1].kind not in ("block", "blocks")]


def _walk(node: Node, above: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    for kid in node.kids.values():
        if kid.cfn is not None:
            yield (*above, kid)
            yield from _walk(kid, (*above, kid))


def example(node: Node) -> tuple[Any, Any]:
    """A value as Terraform and as CloudFormation write it."""
    value = EXAMPLES[node.kind]
    if node.values:
        native, common = next(iter(node.values.items()))
        return (common == "true" if node.kind == "bool" else common), native
    return value, [{"Key": "Owner", "Value": "ml"}] if node.kind == "tags" else value


def in_terraform(case: Case, value: Any, type: Type) -> dict[str, Any]:
    """The body with the attribute set; a satellite's part is written inside where Terraform allows it."""
    body: Any = value
    for node in reversed(case.nodes):
        inner = [body] if node.kind in ("block", "blocks") and node is not case.nodes[-1] else body
        body = {node.name: inner}
    return body


def in_cloudformation(case: Case, value: Any, spell: Any) -> dict[str, Any]:
    """The same in CloudFormation's places; `spell` writes its names."""
    root: dict[str, Any] = {}
    here = root
    for node in case.nodes:
        path = list(node.cfn or ())
        if path[:1] == [PROPERTIES]:
            here, path = root, path[1:]
        last = node is case.nodes[-1]
        for at, step in enumerate(path):
            name = spell(step.partition("[")[0])
            end = at == len(path) - 1
            if step.endswith((EACH, FIRST)):
                rest = [spell(s) for s in path[at + 1 :]]
                values = value if step.endswith(EACH) and isinstance(value, list) else [value]
                here[name] = [_nested(rest, one) for one in values]
                return root
            if end and last:
                here[name] = value
            elif end and node.kind == "blocks":
                here[name] = [{}]
                here = here[name][0]
            else:
                here = here.setdefault(name, {})
    return root


def _nested(path: list[str], value: Any) -> Any:
    for name in reversed(path):
        value = {name: value}
    return value


def lowered(tags: Any) -> Any:
    """Tags as awscc writes them."""
    return (
        [{"key": t["Key"], "value": t["Value"]} for t in tags]
        if isinstance(tags, list) and isinstance(tags[0], dict)
        else tags
    )


def answer(type: str, format: str, body: dict[str, Any], case: Case) -> Any:
    seen = look(made(type, format, body))
    value = seen.lens.view(seen.graph.resources[0])
    for node in case.nodes:
        inside = value.data
        if isinstance(inside, Seq):
            value = inside.items[0]
            inside = value.data
        assert hasattr(inside, "select"), f"{format}: {node.name} of {inside!r} from {body}"
        value = inside.select(node.name, value, EMPTY)
    return plain(value)


@pytest.mark.parametrize("name", TYPES)
def test_every_attribute_reads_alike_in_every_language(name):
    type = vocabulary().type(name)
    wrong = {}
    for case in cases(type):
        ours, theirs = example(case.nodes[-1])
        mounted = case.nodes[0].name in type.mounts
        expected = answer(name, "cfn", in_cloudformation(case, theirs, str), case)
        awscc = answer(name, "awscc", in_cloudformation(case, lowered(theirs), awscc_name), case)
        terraform = expected if mounted else answer(name, "tf", in_terraform(case, ours, type), case)
        if not (terraform == expected == awscc) or expected in (None, "?"):
            wrong[case.path] = (terraform, expected, awscc)
    assert not wrong
