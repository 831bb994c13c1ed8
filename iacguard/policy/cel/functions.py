"""Functions of CEL: texts, conversions, lists; and those of the host, which see the graph."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from iacguard.model.value import Error, Seq, Unknown, Value
from iacguard.model.world import force
from iacguard.policy.cel.ast import Call, Lit
from iacguard.policy.cel.kinds import type_of
from iacguard.policy.cel.values import size, worse

Env = list[Any]
Closure = Callable[[Env], Value]
MAX_SUBJECT = 10_000
"""Characters of a text that `matches` looks at; a longer one is an error."""


@lru_cache(maxsize=1024)
def pattern(text: str) -> re.Pattern[str] | str:
    """A regular expression of the linear subset, or why it is none."""
    if re.search(r"\(\?[=!<(]|\(\?P[=>]|\\[1-9]", text):
        return "a regular expression takes neither look-around nor references to groups"
    if re.search(r"\([^()]*[*+}][^()]*\)(?:[*+]|\{\d+,\d*\})", text):
        return "a regular expression takes no repetition of a repetition"
    try:
        return re.compile(text)
    except re.error as error:
        return f"no regular expression: {error}"


def _matches(text: str, expression: str) -> bool | Error:
    found = pattern(expression)
    if isinstance(found, str):
        return Error(found)
    if len(text) > MAX_SUBJECT:
        return Error(f"a text of more than {MAX_SUBJECT} characters is not searched")
    return found.search(text) is not None


_TESTS: dict[str, Callable[[str, str], Any]] = {
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": str.__contains__,
    "matches": _matches,
}


def _test(name: str, receiver: Closure, argument: Closure) -> Closure:
    """A question to a text. Null has no text, so the answer is no."""
    test = _TESTS[name]

    def ask(env: Env) -> Value:
        value, wanted = receiver(env), argument(env)
        text, part = value.data, wanted.data
        if isinstance(text, str) and isinstance(part, str):
            return Value(test(text, part), value.span, value.refs, value.origin)
        if text.__class__ is Unknown and text.prefix and isinstance(part, str):
            if name == "startsWith" and (text.prefix.startswith(part) or not part.startswith(text.prefix)):
                return Value(text.prefix.startswith(part), value.span, value.refs, value.origin)
            if name == "contains" and part in text.prefix:
                return Value(True, value.span, value.refs, value.origin)
        bad = worse(value, wanted)
        if bad is not None:
            return bad
        return Value(False if text is None else Error(f"{name} asks a text"), value.span)

    return ask


def _strings(value: Any) -> str:
    return value if isinstance(value, str) else _raise(TypeError("takes a text"))


def _raise(error: Exception) -> Any:
    raise error


def _to_int(x: Any) -> int:
    if isinstance(x, bool) or not isinstance(x, (int, float, str)):
        raise TypeError("int takes a number or a text")
    if isinstance(x, float) and not math.isfinite(x):
        raise ValueError("no integer")
    if isinstance(x, str) and not re.fullmatch(r"[-+]?\d{1,19}", x):
        raise ValueError(f"{x!r} is no integer")
    made = int(x)
    if not -(2**63) <= made < 2**63:
        raise OverflowError("does not fit into 64 bits")
    return made


def _to_string(x: Any) -> str:
    if isinstance(x, bool):
        return "true" if x else "false"
    if isinstance(x, float):
        return str(int(x)) if x == int(x) and abs(x) < 1e15 else repr(x)
    if isinstance(x, bytes):
        return x.decode("utf-8")
    if isinstance(x, (int, str)):
        return str(x)
    raise TypeError("string takes a scalar")


_BOOLS = {
    **dict.fromkeys(("true", "True", "TRUE", "t", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "f", "0"), False),
}


def _to_bool(x: Any) -> bool:
    if isinstance(x, bool):
        return x
    if x in _BOOLS:
        return _BOOLS[x]
    raise ValueError(f"{x!r} is neither true nor false")


def _split(text: str, by: str, limit: int = -1) -> Any:
    parts = text.split(by) if by else list(text)
    if limit >= 0:
        parts = text.split(by, limit - 1) if limit else []
    return Seq([Value(part) for part in parts])


def _join(items: Any, by: str = "") -> str:
    return by.join(_strings(item.data) for item in items.items)


def _substring(text: str, start: int, end: int | None = None) -> str:
    end = len(text) if end is None else end
    if not 0 <= start <= end <= len(text):
        raise ValueError("outside of the text")
    return text[start:end]


_PLAIN: dict[str, tuple[int, int, Callable[..., Any]]] = {
    "int": (1, 1, _to_int),
    "double": (1, 1, lambda x: float(x) if not isinstance(x, bool) else _raise(TypeError("double takes a number"))),
    "string": (1, 1, _to_string),
    "bool": (1, 1, _to_bool),
    "lowerAscii": (1, 1, lambda x: _strings(x).lower()),
    "upperAscii": (1, 1, lambda x: _strings(x).upper()),
    "trim": (1, 1, lambda x: _strings(x).strip()),
    "split": (2, 3, _split),
    "join": (1, 2, _join),
    "replace": (3, 4, lambda x, a, b, n=-1: _strings(x).replace(a, b, n)),
    "substring": (2, 3, _substring),
    "indexOf": (2, 2, lambda x, y: _strings(x).find(y)),
    "lastIndexOf": (2, 2, lambda x, y: _strings(x).rfind(y)),
    "reverse": (1, 1, lambda x: x[::-1] if isinstance(x, str) else Seq(tuple(reversed(x.items)))),
    "charAt": (2, 2, lambda x, i: _strings(x)[i] if 0 <= i < len(x) else _raise(ValueError("outside of the text"))),
}
_HOST = {"ref": (1, 1), "linked": (2, 2), "resources": (1, 1), "instance": (1, 1)}


def compile_function(node: Call, scope: Any, compile: Any) -> Closure:
    """The closure of a call. Raises CelTypeError for a function that does not exist or takes other arguments."""
    from iacguard.policy.cel.compiler import CelTypeError

    args = [*([node.target] if node.target is not None else []), *node.args]
    parts: list[Closure] = [compile(arg, scope) for arg in args]
    if node.name in _TESTS and node.target is not None:
        _arity(node, len(args), 2, 2)
        if node.name == "matches" and isinstance(args[1], Lit) and isinstance(args[1].value, str):
            wrong = pattern(args[1].value)
            if isinstance(wrong, str):
                raise CelTypeError(wrong, args[1].at)
        return _test(node.name, parts[0], parts[1])
    if node.name == "size":
        _arity(node, len(args), 1, 1)
        return lambda env: size(parts[0](env))
    if node.name == "type":
        _arity(node, len(args), 1, 1)
        return _type(parts[0])
    if node.name in _HOST and node.target is None:
        _arity(node, len(args), *_HOST[node.name])
        return _host(node.name, parts)
    if node.name in _PLAIN:
        least, most, function = _PLAIN[node.name]
        _arity(node, len(args), least, most)
        return _plain(node.name, function, parts)
    import difflib

    near = difflib.get_close_matches(node.name, [*_TESTS, *_PLAIN, *_HOST, "size", "has", "exists", "all"], 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise CelTypeError(f"there is no function {node.name}{hint}", node.at)


def _type(part: Closure) -> Closure:
    def ask(env: Env) -> Value:
        value = part(env)
        if value.data.__class__ is Error:
            return value
        found = type_of(value.data)
        return value if found is value.data else Value(found, value.span, value.refs, value.origin)

    return ask


def _arity(node: Call, given: int, least: int, most: int) -> None:
    from iacguard.policy.cel.compiler import CelTypeError

    if not least <= given <= most:
        receiver = 1 if node.target is not None else 0
        wanted = f"{least - receiver}" if least == most else f"{least - receiver} to {most - receiver}"
        raise CelTypeError(f"{node.name} takes {wanted} arguments, not {given - receiver}", node.at)


def _plain(name: str, function: Callable[..., Any], parts: list[Closure]) -> Closure:
    def apply(env: Env) -> Value:
        values = [part(env) for part in parts]
        for value in values:
            bad = worse(value)
            if bad is not None:
                unknown = next((v for v in values if v.data.__class__ is Unknown), None)
                return unknown or bad
            data = value.data
            if data.__class__ is Seq and (data.maybe or data.rest is not None):
                return data.maybe[0].why if data.maybe else Value(data.rest, value.span)
        try:
            return Value(function(*(value.data for value in values)), values[0].span, values[0].refs)
        except (TypeError, ValueError, AttributeError, OverflowError) as error:
            return Value(Error(f"{name}: {error}"), values[0].span)

    return apply


def _host(name: str, parts: list[Closure]) -> Closure:
    def call(env: Env) -> Value:
        values = [part(env) for part in parts]
        return force(env[1].call(name, values, env[0]), env[0])

    return call
