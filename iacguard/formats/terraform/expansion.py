"""count and for_each: which instances there are, under which inputs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.evaluator import Scope
from iacguard.formats.terraform.instances import either
from iacguard.formats.terraform.values.conversion import to_number
from iacguard.formats.terraform.values.types import SetOf
from iacguard.model.address import ANY
from iacguard.model.graph import TRUE
from iacguard.model.value import SENSITIVE, Choice, Map, Seq, Unknown, Value
from iacguard.model.world import choose

if TYPE_CHECKING:
    from iacguard.formats.terraform.instance import ModuleInstance

MAX_INSTANCES = 10_000
"""Instances of one resource or module call; beyond it one with an unknown key stands for all."""


class Each(NamedTuple):
    """One instance: its key, what `each.key` and `each.value` (or `count.index`) are, and when it exists."""

    key: Any
    name: Value
    value: Value
    when: Value


class Expansion(NamedTuple):
    """All instances, and how they are keyed: single, count, for_each; unknown where that cannot be worked out."""

    instances: list[Each]
    kind: str

    def scope(self, instance: ModuleInstance, each: Each) -> Scope:
        """The scope in which one instance's body is evaluated."""
        scope = Scope(instance)
        if self.kind == "count":
            return scope.with_names(count=Value(Map({"index": each.value})))
        if self.kind == "for_each":
            return scope.with_names(each=Value(Map({"key": each.name, "value": each.value})))
        return scope


def expand(instance: ModuleInstance, block: ast.Block) -> Expansion:
    """The instances of a resource or a module call."""
    count = block.body.attributes.get("count")
    if count is not None and "for_each" in block.body.attributes:
        instance.report("a block has count or for_each, not both", block.body.attributes["for_each"])
    if count is not None:
        return Expansion(_counted(instance, count.expression), "count")
    for_each = block.body.attributes.get("for_each")
    if for_each is not None:
        value = instance.evaluate(for_each.expression)
        if SENSITIVE in value.marks:
            instance.report("for_each cannot take what is sensitive: its keys are shown", for_each.expression)
        return Expansion(_keyed(instance, value, for_each.expression), "for_each")
    return Expansion([Each(None, Value(None), Value(None), TRUE)], "single")


def _counted(instance: ModuleInstance, e: ast.Expression) -> list[Each]:
    value = instance.evaluate(e)
    if isinstance(value.data, Choice):
        return _counted_by_choice(instance, value, e)
    number = _number(instance, value, e)
    if number is None:
        return [Each(ANY, Value(Unknown("count is not known")), _any_index(instance, e), _maybe(instance, e))]
    return [Each(n, Value(n, e), Value(n, e), TRUE) for n in range(number)]


def _number(instance: ModuleInstance, value: Value, e: ast.Expression) -> int | None:
    data = to_number(value).data
    if isinstance(data, Unknown):
        return None
    if isinstance(data, int) and not isinstance(data, bool) and 0 <= data <= MAX_INSTANCES:
        return data
    if isinstance(data, int) and data > MAX_INSTANCES:
        instance.report(f"count makes more than {MAX_INSTANCES} instances", e, "limit")
        return None
    instance.report("count takes a whole number from 0 up", e)
    return None


def _any_index(instance: ModuleInstance, e: ast.Expression) -> Value:
    return Value(Unknown("count is not known", instance.symbol(f"count@{e.start}"), "number", True, low=0), e)


def _counted_by_choice(instance: ModuleInstance, value: Value, e: ast.Expression) -> list[Each]:
    """Instance n exists under the labels whose count is above n."""
    assert isinstance(value.data, Choice)
    counts = {label: _flat(instance, option, e) for label, option in value.data.options.items()}
    most = max((c for c in counts.values() if isinstance(c, int)), default=0)
    out = []
    for n in range(most):
        options = {
            label: Value(c > n, e) if isinstance(c, int) else _nested(instance, value.data.options[label], n, e)
            for label, c in counts.items()
        }
        out.append(Each(n, Value(n, e), Value(n, e), choose(value.data.atom, options)))
    if most == 0 and any(c is None for c in counts.values()):
        options = {
            k: _nested(instance, value.data.options[k], 0, e) if c is None else Value(False, e)
            for k, c in counts.items()
        }
        out.append(Each(0, Value(0, e), Value(0, e), choose(value.data.atom, options)))
    return out


def _flat(instance: ModuleInstance, option: Value, e: ast.Expression) -> int | None:
    return None if isinstance(option.data, Choice) else _number(instance, option, e)


def _nested(instance: ModuleInstance, option: Value, n: int, e: ast.Expression) -> Value:
    if not isinstance(option.data, Choice):
        return _maybe(instance, e)
    options = {}
    for label, inner in option.data.options.items():
        number = _flat(instance, inner, e)
        options[label] = Value(number > n, e) if number is not None else _nested(instance, inner, n, e)
    return choose(option.data.atom, options)


def _maybe(instance: ModuleInstance, e: ast.Expression, what: str = "is not empty") -> Value:
    """Existence that no input decides is a decision of its own, named by the text that decides it."""
    text = re.sub(r"\s+", " ", e.text)[:100]
    atom = f"{instance.prefix}{text} {what}"
    return Value(Choice(atom, {"true": Value(True, e), "false": Value(False, e)}), e)


def _keyed(instance: ModuleInstance, value: Value, e: ast.Expression) -> list[Each]:
    data = value.data
    if isinstance(data, Choice):
        return _keyed_by_choice(instance, data, e)
    if isinstance(data, Map):
        pairs = [(name, item, TRUE) for name, item in sorted(data.items.items())]
    elif isinstance(data, Seq):
        if not isinstance(data, SetOf) and data.rest is None and not data.maybe:
            instance.report("for_each takes a map or a set, not a list; toset(…) makes a set of it", e)
        pairs = []
        for item in data.items:
            if isinstance(item.data, str):
                pairs.append((item.data, item, TRUE))
            elif isinstance(item.data, (Unknown, Choice)):
                data = Seq(data.items, data.maybe, data.rest or Unknown("a key is not known"))
            else:
                instance.report("for_each takes a map, or a set of texts", e)
        for possible in data.maybe:
            key, when = possible.value.data, possible.why
            if isinstance(key, str):
                decided = isinstance(when.data, Choice)
                pairs.append((key, possible.value, when if decided else _maybe(instance, e, f"has {key}")))
            else:
                data = Seq(data.items, data.maybe, data.rest or Unknown("a key is not known"))
    else:
        if not isinstance(data, Unknown):
            instance.report("for_each takes a map, or a set of texts", e)
        return [_unknown(instance, e, value)]
    if len(pairs) > MAX_INSTANCES:
        instance.report(f"for_each makes more than {MAX_INSTANCES} instances", e, "limit")
        return [_unknown(instance, e, value)]
    found: dict[str, Each] = {}
    for name, item, when in pairs:
        known = found.get(name)
        when = when if known is None else either(known.when, when)
        found[name] = Each(name, Value(name, item.span or e), item, when)
    return [*found.values(), *([_unknown(instance, e, value)] if data.rest is not None else [])]


def _unknown(instance: ModuleInstance, e: ast.Expression, value: Value) -> Each:
    why = value.data.why if isinstance(value.data, Unknown) else "its keys are not known"
    symbol = instance.symbol(f"each@{e.source.path}:{e.start}")
    name = Value(Unknown(why, f"{symbol}.key", "string", True), e, value.refs)
    return Each(ANY, name, Value(Unknown(why, f"{symbol}.value"), e, value.refs), _maybe(instance, e))


def _keyed_by_choice(instance: ModuleInstance, data: Choice, e: ast.Expression) -> list[Each]:
    """Every key of every option, existing under the labels that have it."""
    branches = {label: _keyed(instance, option, e) for label, option in data.options.items()}
    keys: dict[Any, None] = {}
    for branch in branches.values():
        keys.update(dict.fromkeys(each.key for each in branch))
    out = []
    for key in keys:
        found = {label: next((x for x in branch if x.key == key), None) for label, branch in branches.items()}
        when = choose(data.atom, {label: x.when if x else Value(False, e) for label, x in found.items()})
        values = {label: x.value if x else Value(None, e) for label, x in found.items()}
        name = next(x.name for x in found.values() if x)
        out.append(Each(key, name, choose(data.atom, values), when))
    return out
