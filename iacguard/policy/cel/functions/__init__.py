"""The functions of CEL and of its host. A module of functions is imported when a function of it is first named."""

from __future__ import annotations

from importlib import import_module

from iacguard.policy.cel.ast import Call, Lit
from iacguard.policy.cel.functions.base import Function
from iacguard.policy.cel.scope import CelTypeError, Closure, Scope, suggest

_MODULES = {
    "texts": ".startsWith .endsWith .contains .matches matches .charAt .indexOf .lastIndexOf .lowerAscii .upperAscii"
    " .replace .split .substring .trim .join strings.quote",
    "conversions": "int uint double string bytes bool timestamp duration dyn type",
    "sizes": "size .size",
    "host": "ref linked resources instance",
    "times": ".getDate .getDayOfMonth .getDayOfWeek .getDayOfYear .getFullYear .getMonth .getHours .getMinutes"
    " .getSeconds .getMilliseconds",
    "lists": ".sort .distinct .flatten .reverse .slice .first .last lists.range",
    "sets": "sets.contains sets.intersects sets.equivalent",
    "numbers": "math.greatest math.least math.ceil math.floor math.round math.trunc math.abs math.sign math.sqrt"
    " math.isInf math.isNaN math.isFinite math.bitAnd math.bitOr math.bitXor math.bitNot math.bitShiftLeft"
    " math.bitShiftRight",
    "optionals": "optional.none optional.of optional.ofNonZeroValue optional.unwrap .unwrapOpt .hasValue .value"
    " .orValue .or",
    "encoders": "base64.encode base64.decode",
    "regexes": "regex.extract regex.extractAll regex.replace",
    "formatting": ".format",
    "network": "ip cidr isIP isCIDR ip.isCanonical .family .isUnspecified .isLoopback .isGlobalUnicast"
    " .isLinkLocalMulticast .isLinkLocalUnicast .containsIP .containsCIDR .ip .masked .prefixLength",
}
HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
"""The module of each function, by its full name; a dot in front where it stands after its receiver."""


def find(name: str) -> Function | None:
    """A function by its full name; None where there is none."""
    home = HOMES.get(name)
    if home is None:
        return None
    table: dict[str, Function] = import_module(f"iacguard.policy.cel.functions.{home}").FUNCTIONS
    return table[name]


def call(node: Call, packaged: str, scope: Scope, build: object) -> Closure:
    """The closure of a call. `packaged` is its full name where its target may be a package.

    Raises CelTypeError for a function that does not exist or takes another number of arguments.
    """
    assert callable(build)
    receiver = [] if node.target is None or packaged in HOMES else [node.target]
    name = packaged if packaged in HOMES else f".{node.name}" if receiver else node.name
    found = find(name)
    if found is None:
        raise CelTypeError(unknown(node, packaged), node.at)
    given = [*receiver, *node.args]
    if not found.least <= len(given) <= found.most:
        raise CelTypeError(arity(node.name, found, len(receiver), len(node.args)), node.at)
    if node.name == "matches" and not scope.trusted and isinstance(given[1], Lit) and isinstance(given[1].value, str):
        checked_pattern(given[1])
    apply = found.apply
    parts: list[Closure] = [build(arg, scope) for arg in given]
    if len(parts) == 1:
        (only,) = parts
        return lambda env: apply(env, only(env))
    if len(parts) == 2:
        left, right = parts
        return lambda env: apply(env, left(env), right(env))
    return lambda env: apply(env, *[part(env) for part in parts])


def checked_pattern(literal: Lit) -> None:
    """Raises CelTypeError where a text is no regular expression."""
    from iacguard.syntax.regex.program import program
    from iacguard.syntax.regex.tree import PatternError

    try:
        program(literal.value)
    except PatternError as error:
        raise CelTypeError(f"{error} (character {error.at + 1} of the pattern)", literal.at) from None


def arity(name: str, function: Function, receiver: int, given: int) -> str:
    """The message where a function gets another number of arguments than it takes."""
    least, most = function.least - receiver, function.most - receiver
    wanted = f"{least}" if least == most else f"{least} to {most}"
    return f"{name} takes {wanted or 'no'} argument{'' if wanted == '1' else 's'}, not {given}"


def unknown(node: Call, packaged: str) -> str:
    """The message where there is no such function: the nearest, or how the one of this name is written."""
    name = node.name
    if node.target is None and f".{name}" in HOMES:
        return f"{name} stands after what it is asked of: x.{name}(…)"
    if node.target is not None and name in HOMES:
        return f"{name} stands by itself: {name}(x)"
    from iacguard.policy.cel.macros import MACROS, PACKAGED

    if name in MACROS:
        return f"{name} is written {MACROS[name].usage}"
    known = [*HOMES, *PACKAGED] if packaged else [*(key.lstrip(".") for key in HOMES), *MACROS]
    return suggest(f"there is no function {packaged or name}", packaged or name, known)
