"""Tags that a provider's configuration adds to those of a resource."""

from __future__ import annotations

from iacguard.model.combine import made
from iacguard.model.value import Choice, Map, Unknown, Value


def merged(default: Value, own: Value) -> Value:
    """Tags of the provider under those of the resource: an open map if either is."""
    if isinstance(own.data, Choice):
        options = {label: merged(default, option) for label, option in own.data.options.items()}
        return Value(Choice(own.data.atom, options), own.span, own.refs)
    if own.data is None:
        return default
    if not isinstance(own.data, Map) or not isinstance(default.data, Map):
        rest = next(d for d in (own.data, default.data) if not isinstance(d, Map))
        why = rest.why if isinstance(rest, Unknown) else "tags depend on an input"
        known = own.data if isinstance(own.data, Map) else default.data
        certain = dict(known.items) if isinstance(known, Map) else {}
        unknown = Unknown(why, not_null=True)
        items = {n: v if known is own.data else Value(unknown, v.span) for n, v in certain.items()}
        return made(Map(items, Unknown(why)), own.span, (own, default))
    rest = own.data.rest or default.data.rest
    inherited = default.data.items
    if own.data.rest is not None:
        inherited = {n: Value(Unknown(own.data.rest.why, not_null=True), v.span) for n, v in inherited.items()}
    return made(Map({**inherited, **own.data.items}, rest, own.data.keys), own.span, (own,))
