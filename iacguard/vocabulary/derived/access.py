"""What a role or policy allows, from every spelling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from iacguard.model.graph import Resource
from iacguard.model.value import Choice, Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary import coerce
from iacguard.vocabulary.mounts import native

if TYPE_CHECKING:
    from iacguard.vocabulary.lens import RootView

_LISTS = (
    ("actions", "Action"),
    ("resources", "Resource"),
    ("not_actions", "NotAction"),
    ("not_resources", "NotResource"),
)


def statements_of(document: Value, world: World) -> Seq:
    """The statements of a policy document in one spelling: effect, actions, resources, principals, condition."""
    document = force(coerce.as_structure(force(document, world)), world)
    data = document.data
    if isinstance(data, Unknown):
        return Seq((), (), data)
    if not isinstance(data, Map):
        return Seq()
    written = data.items.get("Statement")
    if written is None:
        return Seq((), (), data.rest)
    written = force(written, world)
    if isinstance(written.data, Unknown):
        return Seq((), (), written.data)
    if not isinstance(written.data, Seq):
        return Seq([_statement(written, world)])
    items = [_statement(force(s, world), world) for s in written.data.items]
    maybe = [Possible(_statement(force(p.value, world), world), p.why) for p in written.data.maybe]
    return Seq(items, maybe, written.data.rest)


def _statement(statement: Value, world: World) -> Value:
    data = statement.data
    if not isinstance(data, Map):
        return statement
    row: dict[str, Value] = {"effect": data.items.get("Effect", Value("Allow", statement.span))}
    for ours, theirs in _LISTS:
        value = data.items.get(theirs)
        row[ours] = _many(value, world) if value is not None else Value(Seq(), statement.span)
    row["principals"] = _principals(data.items.get("Principal"), statement, world)
    row["condition"] = _condition(data.items.get("Condition"), statement, world)
    return Value(Map(row, data.rest), statement.span, statement.refs)


def _many(value: Value, world: World) -> Value:
    """One action or many, always as a list."""
    value = force(value, world)
    if isinstance(value.data, (Seq, Unknown)) and not (isinstance(value.data, Unknown) and value.data.type == "string"):
        return value
    return Value(Seq([value]), value.span, value.refs)


def _principals(value: Value | None, statement: Value, world: World) -> Value:
    """Everybody whom a statement is about, whatever their kind."""
    if value is None:
        return Value(Seq(), statement.span)
    value = force(value, world)
    if not isinstance(value.data, Map):
        return _many(value, world)
    parts = [_many(inner, world) for inner in value.data.items.values()]
    return Value(_join(part.data for part in parts), value.span)


def _condition(value: Value | None, statement: Value, world: World) -> Value:
    if value is None:
        return Value(Map({}), statement.span)
    return force(value, world)


def _join(parts: Iterable[object]) -> Seq:
    items: list[Value] = []
    maybe: list[Possible] = []
    rest = None
    for part in parts:
        if isinstance(part, Seq):
            items += part.items
            maybe += part.maybe
            rest = rest or part.rest
        elif isinstance(part, Unknown):
            rest = rest or part
    return Seq(items, maybe, rest)


def statements(view: RootView, world: World) -> Value:
    """All statements that a role or policy carries: inline, attached in these files, or beside it."""
    resource = view.resource
    parts: list[Seq] = []
    here = Value(None, resource.span)
    if resource.type == "aws_iam_role":
        inline = force(view.select("inline_policy", here, world), world)
        parts += _inline(inline, world)
        for satellite in _attached(view, "aws_iam_role_policy", "role"):
            parts.append(_when(satellite, _policy(view, satellite, "policy", world), world))
        for satellite in _attached(view, "awscc_iam_policy", "roles"):
            parts.append(_when(satellite, _policy(view, satellite, "policy", world), world))
        for reference in _arn_values(view, world):
            for target in (t for r in reference.refs for t in view.lens.graph.resolve(r)):
                if target.type == "aws_iam_policy":
                    parts.append(_policy(view, target, "policy", world))
        parts += _holes(view)
    else:
        parts.append(statements_of(view.select("policy", here, world), world))
    return Value(_join(parts), resource.span)


def _inline(inline: Value, world: World) -> list[Seq]:
    data = inline.data
    if isinstance(data, Unknown):
        return [Seq((), (), data)]
    if not isinstance(data, Seq):
        return []
    parts = []
    for block in data.items:
        block = force(block, world)
        if hasattr(block.data, "select"):
            parts.append(statements_of(block.data.select("policy", block, world), world))
    for possible in data.maybe:
        if hasattr(possible.value.data, "select"):
            found = statements_of(possible.value.data.select("policy", possible.value, world), world)
            parts.append(Seq((), [Possible(s, possible.why) for s in found.items], found.rest))
    if data.rest is not None:
        parts.append(Seq((), (), data.rest))
    return parts


def _attached(view: RootView, satellite: str, join: str) -> list[Resource]:
    """Resources of a type whose join attribute names this one."""
    found, _ = view.lens.mounts.of(view.resource, satellite, join)
    if not found and view.resource.format == "tf":
        name = native(view.resource, "name")
        if name is not None and isinstance(name.data, str):
            found = view.lens.mounts.joined(satellite, join).by_name.get(name.data, [])
    return list(dict.fromkeys(found))


def _policy(view: RootView, resource: Resource, name: str, world: World) -> Seq:
    seen = view.lens.view(resource)
    return statements_of(seen.data.select(name, seen, world), world)


def _when(resource: Resource, found: Seq, world: World) -> Seq:
    """Statements of a satellite that may not exist are only perhaps there."""
    when = force(resource.when, world)
    if when.data is True:
        return found
    if when.data is False:
        return Seq()
    return Seq((), [*(Possible(s, when) for s in found.items), *found.maybe], found.rest)


def _holes(view: RootView) -> list[Seq]:
    return [
        Seq((), (), Unknown(f"{hole.address} may add a policy, and {hole.why}"))
        for hole in view.lens.graph.holes_at(view.resource)
    ]


def trust(view: RootView, world: World) -> Value:
    """The statements of a role's trust policy."""
    here = Value(None, view.resource.span)
    document = view.select("assume_role_policy", here, world)
    return Value(statements_of(document, world), document.span or view.resource.span)


def policy_arns(view: RootView, world: World) -> Value:
    """The ARNs of all managed policies of a role, attached by whichever route."""
    items: list[Value] = []
    maybe: list[Possible] = []
    rest = None
    written = force(view.select("managed_policy_arns", Value(None, view.resource.span), world), world)
    if isinstance(written.data, Seq):
        items += [force(v, world) for v in written.data.items]
        maybe += written.data.maybe
        rest = written.data.rest
    elif isinstance(written.data, Unknown):
        rest = written.data
    for satellite in _attached(view, "aws_iam_role_policy_attachment", "role"):
        arn = native(satellite, "policy_arn") or Value(None, satellite.span)
        when = force(satellite.when, world)
        if when.data is True:
            items += _alternatives(arn, world)
        elif when.data is not False:
            maybe.append(Possible(force(arn, world), when))
    for hole in view.lens.graph.holes_at(view.resource):
        rest = rest or Unknown(f"{hole.address} may attach a policy, and {hole.why}")
    return Value(Seq(items, maybe, rest), view.resource.span)


def _alternatives(arn: Value, world: World) -> list[Value]:
    return [arn if isinstance(arn.data, (Choice, Error)) else force(arn, world)]


def _arn_values(view: RootView, world: World) -> list[Value]:
    data = policy_arns(view, world).data
    return [*data.items, *(p.value for p in data.maybe)]
