"""JSON as Terraform writes and reads it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.known import partly
from iacguard.formats.terraform.functions.signature import Function, FunctionError, all_refs, table, takes
from iacguard.formats.terraform.operators import composed
from iacguard.formats.terraform.values.numbers import parse, show
from iacguard.formats.terraform.values.types import ANY, PRIMITIVES, STRING, Type, type_of
from iacguard.model.plain import lift
from iacguard.model.value import Choice, Map, Possible, Seq, Unknown, Value
from iacguard.syntax.json import paired

MAX_DEPTH = 200
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029", "\x7f": "\x7f"}


def quoted(text: str) -> str:
    """A text as a JSON string; < > & are escaped, as Go does."""
    made = json.dumps(text, ensure_ascii=False)
    if any(char in made for char in "<>&\u2028\u2029"):
        for char, escape in _ESCAPED.items():
            made = made.replace(char, escape)
    return made


def to_json(value: Value) -> str:
    """A wholly known value as JSON: keys in order, no blanks, numbers without exponent."""
    data = value.data
    if data is None or isinstance(data, bool):
        return {None: "null", True: "true", False: "false"}[data]
    if isinstance(data, str):
        return quoted(data)
    if isinstance(data, Map):
        pairs = sorted((name, item) for name, item in data.items.items())
        return "{" + ",".join(f"{quoted(name)}:{to_json(item)}" for name, item in pairs) + "}"
    if isinstance(data, Seq):
        return "[" + ",".join(to_json(item) for item in data.items) + "]"
    return show(data)


def _encode(value: Value) -> Value:
    unknown = partly(value)
    data: Any
    if unknown is None:
        data = to_json(value)
    else:
        null = isinstance(value.data, Unknown) and not value.data.not_null
        kind = (
            type_of(value) if isinstance(value.data, Unknown) else "object" if isinstance(value.data, Map) else "list"
        )
        first = {"string": '"', "object": "{", "map": "{", "list": "[", "set": "[", "tuple": "["}.get(str(kind), "")
        data = Unknown(unknown.why, None, STRING, True, "" if null else first)
    return Value(data, None, all_refs([value]), value, decoded=value)


def _decoded_type(args: Sequence[Value]) -> Type:
    first = args[0].data.prefix.lstrip()[:1] if isinstance(args[0].data, Unknown) else ""
    if first and first not in '{["tfn-0123456789.':
        raise FunctionError(f"JSON does not begin with {first!r}")
    return ANY


def _decode(value: Value) -> Any:
    if isinstance(value.data, Unknown):
        return _plain(value.decoded) if value.decoded is not None else Unknown(value.data.why)
    if value.decoded is not None and partly(value.decoded) is not None:
        return _plain(value.decoded)
    return decode(value.data)


def _plain(value: Value) -> Value:
    """A value as JSON gives it back: objects and tuples, and nothing that is said to be a list, a set or a map."""
    data = value.data
    if isinstance(data, Unknown):
        if type_of(value) in PRIMITIVES:
            return value
        data = Unknown(data.why, None, None, data.not_null)
    elif isinstance(data, Choice):
        data = Choice(data.atom, {label: _plain(option) for label, option in data.options.items()})
    elif isinstance(data, Seq):
        maybe = [Possible(_plain(possible.value), possible.why) for possible in data.maybe]
        data = Seq([_plain(item) for item in data.items], maybe, data.rest)
    elif isinstance(data, Map):
        data = Map({name: _plain(item) for name, item in data.items.items()}, data.rest, data.keys)
    return value.holding(data)


def decode(text: str) -> Value:
    """The value that a JSON text describes. Raises FunctionError where it is none."""
    try:
        found = json.loads(text, parse_float=_number, parse_int=_number, parse_constant=_refused)
        return lift(_composed(found, MAX_DEPTH))
    except (ValueError, RecursionError) as error:
        raise FunctionError(f"no JSON: {error}") from error


def _number(digits: str) -> Any:
    found = parse(digits)
    if found is None:
        raise ValueError("a number is too long")
    return found


def _refused(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")


def _composed(data: Any, depth: int) -> Any:
    if depth == 0:
        raise ValueError(f"nested more than {MAX_DEPTH} deep")
    if isinstance(data, str):
        return composed(paired(data))
    if isinstance(data, dict):
        return {composed(paired(name)): _composed(item, depth - 1) for name, item in data.items()}
    return [_composed(item, depth - 1) for item in data] if isinstance(data, list) else data


FUNCTIONS = table(
    Function("jsonencode", (takes(ANY, "nuo"),), STRING, _encode, lazy=True),
    Function("jsondecode", (takes(STRING, "uo"),), _decoded_type, _decode, not_null=False),
)
