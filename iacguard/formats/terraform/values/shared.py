"""From Terraform's own kinds of values to those that every format shares."""

from __future__ import annotations

from iacguard.formats.terraform.values.types import ListOf, MapOf, SetOf
from iacguard.model.value import Choice, Map, Possible, Seq, Value


def shared(value: Value) -> Value:
    """A value whose lists, sets and maps are plain Seq and Map, all the way down; itself where they are."""
    data = value.data
    kind = data.__class__
    if kind is Map or kind is MapOf:
        items = {name: shared(inner) for name, inner in data.items.items()}
        if kind is Map and all(items[name] is inner for name, inner in data.items.items()):
            return value
        return value.holding(Map(items, data.rest, data.keys), value.decoded)
    if kind is Seq or kind is ListOf or kind is SetOf:
        listed = [shared(inner) for inner in data.items]
        maybe = [Possible(shared(possible.value), possible.why) for possible in data.maybe]
        same = all(a is b for a, b in zip(listed, data.items, strict=True))
        if kind is Seq and same and all(a.value is b.value for a, b in zip(maybe, data.maybe, strict=True)):
            return value
        return value.holding(Seq(listed, maybe, data.rest), value.decoded)
    if kind is Choice:
        options = {label: shared(option) for label, option in data.options.items()}
        if all(options[label] is option for label, option in data.options.items()):
            return value
        return value.holding(Choice(data.atom, options), value.decoded)
    return value
