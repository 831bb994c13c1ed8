"""How much of something there is: apart from the conversions, since so many rules ask."""

from __future__ import annotations

from iacguard.model.value import Error, Unknown, Value
from iacguard.policy.cel.functions.base import Function, derived
from iacguard.policy.cel.kinds import described
from iacguard.policy.cel.scope import Env
from iacguard.policy.cel.unknowns import parts, worse


def size(env: Env, value: Value) -> Value:
    """How many characters, bytes, elements or keys: exact, or unknown between bounds. Null has none."""
    data = value.data
    if data.__class__ in (str, bytes):
        return derived(len(data), value)
    if data.__class__ is Unknown and data.type in ("list", "set", "tuple", "map", "object") and data.pending is None:
        why = Unknown(data.why, type="number", low=data.low or 0, high=data.high)
        return Value(why, value.span, value.refs, value.origin)
    found = parts(value, env[0])
    if found is None:
        return worse(value) or derived(Error(f"size() does not take {described(data)}"), value)
    doubt = found.doubt(value.span)
    if doubt is None:
        return derived(len(found.sure), value)
    least = len(found.sure)
    most = None if found.rest is not None else least + len(found.maybe)
    why = Unknown(doubt.data.why, type="number", low=least, high=most, pending=doubt.data.pending)
    return Value(why, value.span or doubt.span, doubt.refs)


FUNCTIONS: dict[str, Function] = {"size": Function(1, 1, size), ".size": Function(1, 1, size)}
"""By name; a dot in front where the function stands after its receiver."""
