"""Types of calls: which way of a function fits its arguments, and what macros make of their elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from iacguard.policy.cel import functions, macros, statics
from iacguard.policy.cel.ast import Call, Ident, ListLit, Lit, Select
from iacguard.policy.cel.attributes import no_type, of_type
from iacguard.policy.cel.macros.base import numbered, variable
from iacguard.policy.cel.scope import CelTypeError, Scope
from iacguard.policy.cel.signatures import Overload
from iacguard.policy.cel.statics import BOOL, DYN, FACTS, INT, Static, bare, described, list_of, map_of, optional_of

if TYPE_CHECKING:
    from iacguard.policy.cel.checker import Checker


def infer(checker: Checker, node: Call, scope: Scope) -> Static:
    """The type of a call."""
    try:
        found = macros.find(node, scope)
        if found is not None:
            name, form = found
            if not form.least <= len(node.args) <= form.most:
                return checker.fault(f"{name} is written {form.usage}", node.at)
            kind: Static = _MACROS[name](checker, node, scope)
            return kind
        named = numbered(node)
        return checker.infer(named, scope) if named is not None else _function(checker, node, scope)
    except CelTypeError as error:
        return checker.fault(str(error), error.at)


def _function(checker: Checker, node: Call, scope: Scope) -> Static:
    packaged = ""
    if isinstance(node.target, Ident) and scope.slot(node.target.name) is None:
        package = node.target.name.lstrip(".")
        packaged = "" if package in scope.definitions else f"{package}.{node.name}"
    in_package = packaged in functions.HOMES or packaged in checker.functions
    given = [*([] if node.target is None or in_package else [node.target]), *node.args]
    name = packaged if in_package else f".{node.name}" if node.target is not None else node.name
    ways = checker.ways(name)
    if not ways:
        return checker.fault(functions.unknown(node, packaged), node.at)
    kinds = [checker.infer(arg, scope) for arg in given]
    known = functions.find(name)
    if known is not None and not known.least <= len(given) <= known.most:
        wrong = functions.arity(node.name, known, len(given) - len(node.args), len(node.args))
        return checker.fault(wrong, node.at)
    if name in ("ref", "linked", "resources", "instance"):
        return _host(checker, name, given, kinds)
    if name in (".matches", "matches", "regex.extract", "regex.extractAll", "regex.replace"):
        _pattern(checker, given[1])
    found = resolve(checker, ways, kinds)
    return found if found is not None else _no_way(checker, node, ways, kinds, given)


def resolve(checker: Checker, ways: Sequence[Overload], given: Sequence[Static]) -> Static | None:
    """The result of a call with these arguments; None where no way takes them. Several that do give what they share."""
    unifier = checker.unifier
    results = []
    for way in ways:
        params = way.params
        if way.many and len(given) > len(params):
            params = (*params, *[params[-1]] * (len(given) - len(params)))
        if not way.least <= len(given) <= len(params):
            continue
        names: dict[Any, Static] = {}
        fresh = [_fresh(param, names) for param in params[: len(given)]]
        before = dict(unifier.bound)
        if unifier.agrees(given, fresh):
            results.append((_fresh(way.result, names), dict(unifier.bound)))
        unifier.bound = before
    if not results:
        return None
    if len(results) == 1:
        unifier.bound = results[0][1]
        return results[0][0]
    kinds = {unifier.final(kind) for kind, _ in results}
    return kinds.pop() if len(kinds) == 1 else DYN


def _fresh(kind: Static, names: dict[Any, Static]) -> Static:
    """A parameter's type with variables of this call in the place of its letters."""
    if kind.name == "var":
        if kind.args[0] not in names:
            names[kind.args[0]] = statics.variable()
        return names[kind.args[0]]
    return Static(kind.name, *(_fresh(arg, names) for arg in kind.args), to=kind.to) if kind.args else kind


def _no_way(
    checker: Checker, node: Call, ways: Sequence[Overload], kinds: Sequence[Static], given: Sequence[Any]
) -> Static:
    """The fault where no way of a function takes these arguments: at the first argument that never fits."""
    for number, (kind, arg) in enumerate(zip(kinds, given, strict=True)):
        wanted = [way.params[min(number, len(way.params) - 1)] for way in ways]
        if not any(checker.meets(kind, _fresh(param, {})) for param in wanted):
            words = list(dict.fromkeys(described(param) for param in wanted))
            asks = " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
            receiver = node.target is not None and number == 0 and arg is node.target
            what = f"{node.name} asks {asks}" if receiver else f"{node.name} takes {asks} here"
            return checker.fault(f"{what}, not {described(kind)}", arg.start)
    taken = ", ".join(described(kind) for kind in kinds)
    return checker.fault(f"{node.name} does not take {taken} together", node.at)


def _pattern(checker: Checker, node: Any) -> None:
    from iacguard.policy.cel.functions import checked_pattern

    if isinstance(node, Lit) and isinstance(node.value, str):
        try:
            checked_pattern(node)
        except CelTypeError as error:
            checker.fault(str(error), error.at)


def _host(checker: Checker, name: str, given: Sequence[Any], kinds: Sequence[Static]) -> Static:
    """The results of the functions that see the graph, by what the tables know."""
    text = kinds[-1]
    if name != "ref" and not checker.unifier.fits(text, statics.STRING):
        return checker.fault(f"{name} takes a text here, not {described(text)}", given[-1].start)
    if name == "instance":
        return FACTS
    if name == "ref":
        if bare(kinds[0]).name in ("int", "uint", "double", "number", "bool", "map", "timestamp", "duration"):
            return checker.fault(f"ref takes what refers to a resource, not {described(kinds[0])}", given[0].start)
        to = bare(kinds[0]).to
        table = checker.vocabulary.type(to) if checker.vocabulary is not None and to else None
        return of_type(table)
    if name == "linked" and bare(kinds[0]).name not in ("message", "dyn", "var"):
        checker.fault(f"linked takes a resource first, not {described(kinds[0])}", given[0].start)
    word = given[-1].value if isinstance(given[-1], Lit) else None
    if checker.vocabulary is None or not isinstance(word, str):
        return list_of(DYN)
    wrong = no_type(word, checker.vocabulary)
    if wrong:
        checker.fault(wrong, given[-1].start)
    return list_of(of_type(checker.vocabulary.type(word)))


def _looped(checker: Checker, node: Call, scope: Scope, names: int) -> tuple[Static, Static, Static, Scope]:
    """What a macro iterates over, the types of key and element, and the scope of its bodies."""
    receiver = checker.infer(node.target, scope)
    kind = bare(receiver)
    key: Static = DYN
    item: Static = DYN
    if kind.name == "list":
        key, item = INT, checker.unifier.seen(kind.args[0])
    elif kind.name == "map":
        key, item = kind.args
    elif kind.name not in ("dyn", "var"):
        checker.fault(f"{node.name} takes a list or a map, not {described(kind)}", node.target.start)
    words = [variable(node, arg) for arg in node.args[:names]]
    if len(set(words)) < len(words):
        raise CelTypeError(f"{node.name} takes two different variables", node.args[1].at)
    inner = scope.with_variables(*words)
    kinds = (key, item) if names == 2 else (key if kind.name == "map" else item,)
    for number, one in enumerate(kinds):
        checker.slots[scope.free + number] = one
    return receiver, key, kinds[-1], inner


def _quantified(checker: Checker, node: Call, scope: Scope) -> Static:
    *_, inner = _looped(checker, node, scope, len(node.args) - 1)
    checker.condition(node.args[-1], inner, f"{node.name} asks for what is true or false of each element")
    return BOOL


def _filtered(checker: Checker, node: Call, scope: Scope) -> Static:
    _, _, item, inner = _looped(checker, node, scope, 1)
    checker.condition(node.args[-1], inner, "filter asks for what is true or false of each element")
    return list_of(item)


def _mapped(names: int) -> Any:
    def infer_(checker: Checker, node: Call, scope: Scope) -> Static:
        *_, inner = _looped(checker, node, scope, names)
        if len(node.args) > names + 1:
            checker.condition(node.args[names], inner, f"{node.name} asks for what is true or false of each element")
        return list_of(checker.infer(node.args[-1], inner))

    return infer_


def _map_made(checker: Checker, node: Call, scope: Scope) -> Static:
    _, key, _, inner = _looped(checker, node, scope, 2)
    if len(node.args) > 3:
        checker.condition(node.args[2], inner, f"{node.name} asks for what is true or false of each element")
    body = checker.infer(node.args[-1], inner)
    if node.name == "transformMap":
        return map_of(key, body)
    if body.name not in ("map", "dyn", "var"):
        return checker.fault(
            f"transformMapEntry makes a map of each element, not {described(body)}", node.args[-1].start
        )
    return body


def _sorted(checker: Checker, node: Call, scope: Scope) -> Static:
    receiver, _, _, inner = _looped(checker, node, scope, 1)
    checker.infer(node.args[1], inner)
    return bare(receiver)


def _has(checker: Checker, node: Call, scope: Scope) -> Static:
    part = node.args[0]
    if not isinstance(part, Select) or part.optional:
        return checker.fault("has takes an attribute, as in has(resource.tags)", part.start)
    checker.infer(part, scope)
    return BOOL


def _bound(checker: Checker, node: Call, scope: Scope) -> Static:
    name = variable(node, node.args[0])
    checker.slots[scope.free] = checker.infer(node.args[1], scope)
    return checker.infer(node.args[2], scope.with_variables(name))


def _block(checker: Checker, node: Call, scope: Scope) -> Static:
    if not isinstance(node.args[0], ListLit):
        return checker.fault("cel.block takes a list of expressions", node.args[0].at)
    inner = scope
    for number, item in enumerate(node.args[0].items):
        checker.slots[inner.free] = checker.infer(item, inner)
        inner = inner.with_variables(f"@index{number}")
    return checker.infer(node.args[1], inner)


def _optional(checker: Checker, node: Call, scope: Scope) -> Static:
    receiver = checker.infer(node.target, scope)
    if receiver.name not in ("optional_type", "dyn", "var"):
        return checker.fault(f"{node.name} takes an optional, not {described(receiver)}", node.target.start)
    name = variable(node, node.args[0])
    checker.slots[scope.free] = receiver.args[0] if receiver.name == "optional_type" else DYN
    made = checker.infer(node.args[1], scope.with_variables(name))
    if node.name == "optMap":
        return optional_of(made)
    if made.name not in ("optional_type", "dyn", "var"):
        return checker.fault(f"optFlatMap makes an optional, not {described(made)}", node.args[1].start)
    return made


_MACROS: dict[str, Any] = {
    "has": _has, "all": _quantified, "exists": _quantified, "exists_one": _quantified, "existsOne": _quantified,
    "filter": _filtered, "map": _mapped(1), "transformList": _mapped(2), "transformMap": _map_made,
    "transformMapEntry": _map_made, "sortBy": _sorted, "optMap": _optional, "optFlatMap": _optional,
    "cel.bind": _bound, "cel.block": _block,
}  # fmt: skip
