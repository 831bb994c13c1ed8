"""Functions over lists, sets and maps; they keep what is known of collections that are partly known."""

from __future__ import annotations

import itertools
from typing import Any

from iacguard.formats.terraform.convert import NUMBER, SetOf, Type, convert, key_of, to_set, to_string
from iacguard.formats.terraform.functions.base import Context, Function, FunctionError, table
from iacguard.formats.terraform.operators import equal
from iacguard.model.value import SENSITIVE, Error, Map, Seq, Unknown, Value


def _open(value: Value) -> Unknown | None:
    data = value.data
    if isinstance(data, Unknown):
        return data
    return data.rest if isinstance(data, (Seq, Map)) else None


def _closed(*values: Value) -> None:
    """Refuse to guess: raise where order or size is not known."""
    for value in values:
        data = value.data
        loose = (isinstance(data, (Seq, Map)) and data.rest) or (isinstance(data, Seq) and data.maybe)
        if loose or isinstance(data, Unknown):
            raise _LaterError(_open(value) or Unknown("how long it is depends on an input"))


class _LaterError(Exception):
    def __init__(self, why: Unknown) -> None:
        super().__init__()
        self.why = why


def _later(work: Any, kind: str) -> Any:
    """Let a function say that its answer is not known."""

    def wrapped(context: Context, *args: Value) -> Any:
        try:
            return work(context, *args)
        except _LaterError as later:
            return Unknown(later.why.why, None, kind or None, bool(kind))

    return wrapped


def _merge(context: Context, *args: Value) -> Any:
    items: dict[str, Value] = {}
    keys: dict[str, Any] = {}
    rest: Unknown | None = None
    for arg in args:
        data = arg.data
        if data is None:
            continue
        if isinstance(data, Map):
            later = data.rest
            items = {k: Value(Unknown(later.why), v.span, v.refs) for k, v in items.items()} if later else items
            items.update(data.items)
            keys.update(data.keys or {})
            rest = rest or later
        elif isinstance(data, Unknown):
            items = {k: Value(Unknown(data.why, not_null=True), v.span, v.refs) for k, v in items.items()}
            rest = data
        else:
            raise FunctionError("takes maps or objects")
    return Map(items, Unknown(rest.why, rest.symbol) if rest else None, keys)


def _concat(context: Context, *args: Value) -> Any:
    items: list[Value] = []
    maybe: list[Any] = []
    rest: Unknown | None = None
    for arg in args:
        data = arg.data
        if isinstance(data, Seq):
            items += data.items
            maybe += data.maybe
            rest = rest or data.rest
        elif isinstance(data, Unknown):
            rest = rest or Unknown(data.why)
        else:
            raise FunctionError("takes lists")
    return Seq(items, maybe, rest)


def _length(context: Context, value: Value) -> Any:
    data = value.data
    if isinstance(data, str):
        return len(data)
    if isinstance(data, Unknown):
        return Unknown(data.why, None, "number", True, low=0)
    if not isinstance(data, (Seq, Map)):
        raise FunctionError("takes a list, a map or a text")
    count, maybe = len(data.items), getattr(data, "maybe", ())
    if data.rest is not None or maybe:
        why = data.rest.why if data.rest else "how long it is depends on an input"
        return Unknown(why, None, "number", True, low=count, high=None if data.rest else count + len(maybe))
    return count


def _keys(context: Context, value: Value) -> Any:
    data = value.data
    if isinstance(data, Unknown):
        return Unknown(data.why, None, "list", True)
    return Seq([Value(name, item.span) for name, item in sorted(data.items.items())], (), data.rest)


def _values(context: Context, value: Value) -> Any:
    data = value.data
    if isinstance(data, Unknown):
        return Unknown(data.why, None, "list", True)
    return Seq([data.items[name] for name in sorted(data.items)], (), data.rest)


def _lookup(context: Context, collection: Value, key: Value, default: Value | None = None) -> Any:
    data = collection.data
    if isinstance(data, Unknown) or isinstance(key.data, Unknown):
        why = data.why if isinstance(data, Unknown) else key.data.why
        return Unknown(why)
    found = data.items.get(key.data)
    if found is not None:
        return found
    if data.rest is not None:
        return Unknown(data.rest.why)
    if default is None:
        raise FunctionError(f"there is no key {key.data!r}")
    return default


def _element(context: Context, collection: Value, number: Value) -> Any:
    _closed(collection)
    if isinstance(number.data, Unknown):
        return Unknown(number.data.why)
    items = collection.data.items
    if not items:
        raise FunctionError("the list is empty")
    return items[int(number.data) % len(items)]


def _contains(context: Context, collection: Value, wanted: Value) -> Any:
    data = collection.data
    if isinstance(data, Unknown):
        return Unknown(data.why, None, "bool", True)
    undecided = data.rest
    for item in data.items:
        same = equal(item, wanted)
        if same is True:
            return True
        if isinstance(same, Unknown):
            undecided = undecided or same
    if any(equal(p.value, wanted) is not False for p in data.maybe):
        undecided = undecided or Unknown("it depends on an input")
    return Unknown(undecided.why, None, "bool", True) if undecided else False


def _coalesce(context: Context, *args: Value) -> Any:
    for arg in args:
        if arg.data is None or arg.data == "":
            continue
        if isinstance(arg.data, Unknown) and arg is not args[-1] and not (arg.data.not_null and arg.data.prefix):
            return Unknown(arg.data.why, None, None, True)
        return arg
    raise FunctionError("every argument is null or empty")


def _coalescelist(context: Context, *args: Value) -> Any:
    for arg in args:
        if arg.data is None:
            continue
        if isinstance(arg.data, Unknown) or (arg.data.rest and not arg.data.items):
            return Unknown("which list has elements is not known", None, "list", True)
        if arg.data.items:
            return arg
    raise FunctionError("every list is empty")


def _compact(context: Context, collection: Value) -> Any:
    data = collection.data
    if isinstance(data, Unknown):
        return Unknown(data.why, None, "list", True)
    kept = [item for item in data.items if item.data not in (None, "") and not _may_be_empty(item)]
    rest = next((item.data for item in data.items if _may_be_empty(item)), None) or data.rest
    return Seq(kept, data.maybe, Unknown(rest.why) if isinstance(rest, Unknown) else data.rest)


def _may_be_empty(item: Value) -> bool:
    return isinstance(item.data, Unknown) and not item.data.prefix


def _distinct(context: Context, collection: Value) -> Any:
    _closed(collection)
    found: dict[Any, Value] = {}
    for item in collection.data.items:
        key = key_of(item.data)
        if key is None:
            unknown = item.data if isinstance(item.data, Unknown) else Unknown("an element depends on an input")
            raise _LaterError(unknown)
        found.setdefault(key, item)
    return Seq(list(found.values()))


def _flatten(context: Context, collection: Value) -> Any:
    items: list[Value] = []
    maybe: list[Any] = []
    rest = collection.data.rest if isinstance(collection.data, Seq) else collection.data
    stack = list(reversed(collection.data.items)) if isinstance(collection.data, Seq) else []
    while stack:
        value = stack.pop()
        if isinstance(value.data, Seq):
            stack += reversed(value.data.items)
            maybe += value.data.maybe
            rest = rest or value.data.rest
        elif isinstance(value.data, Unknown) and value.data.type in (None, "list", "set", "tuple"):
            rest = rest or Unknown(value.data.why)
        else:
            items.append(value)
    if isinstance(collection.data, Seq):
        maybe += collection.data.maybe
    return Seq(items, maybe, rest)


def _sets(name: str) -> Any:
    def work(context: Context, *args: Value) -> Any:
        _closed(*args)
        rows = [{key_of(item.data): item for item in arg.data.items} for arg in args]
        if any(None in row for row in rows):
            raise _LaterError(Unknown("an element is not known"))
        first = rows[0]
        if name == "setunion":
            kept = {k: v for row in rows for k, v in row.items()}
        elif name == "setintersection":
            kept = {k: v for k, v in first.items() if all(k in row for row in rows[1:])}
        else:
            kept = {k: v for k, v in first.items() if k not in rows[1]}
        return to_set(Value(Seq(list(kept.values()))))

    return work


def _setproduct(context: Context, *args: Value) -> Any:
    _closed(*args)
    total = 1
    for arg in args:
        total *= len(arg.data.items)
    if total > 100_000:
        raise FunctionError("more than 100,000 combinations")
    rows = itertools.product(*(arg.data.items for arg in args))
    return Seq([Value(Seq(list(row))) for row in rows])


def _zipmap(context: Context, names: Value, values: Value) -> Any:
    _closed(names, values)
    if len(names.data.items) != len(values.data.items):
        raise FunctionError("there must be as many values as keys")
    texts = [to_string(name).data for name in names.data.items]
    if not all(isinstance(text, str) for text in texts):
        raise _LaterError(Unknown("a key is not known"))
    return Map(dict(zip(texts, values.data.items, strict=True)))


def _slice(context: Context, collection: Value, start: Value, end: Value) -> Any:
    _closed(collection)
    a, b, items = start.data, end.data, collection.data.items
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        raise _LaterError(a if isinstance(a, Unknown) else b)
    if not 0 <= a <= b <= len(items):
        raise FunctionError("the range is outside of the list")
    return Seq(items[int(a) : int(b)])


def _reverse(context: Context, collection: Value) -> Any:
    _closed(collection)
    return Seq(list(reversed(collection.data.items)))


def _sort(context: Context, collection: Value) -> Any:
    _closed(collection)
    texts = [to_string(item) for item in collection.data.items]
    if not all(isinstance(text.data, str) for text in texts):
        raise _LaterError(Unknown("an element is not known"))
    return Seq(sorted(texts, key=lambda text: text.data))


def _one(context: Context, collection: Value) -> Any:
    data = collection.data
    if isinstance(data, Unknown) or data.rest is not None or data.maybe:
        return Unknown(_open(collection).why if _open(collection) else "it depends on an input")  # type: ignore[union-attr]
    if len(data.items) > 1:
        raise FunctionError("there is more than one element")
    return data.items[0] if data.items else None


def _chunklist(context: Context, collection: Value, size: Value) -> Any:
    _closed(collection, size)
    items, step = collection.data.items, int(size.data)
    if step < 0:
        raise FunctionError("the size cannot be negative")
    step = step or max(len(items), 1)
    return Seq([Value(Seq(items[n : n + step])) for n in range(0, len(items), step)])


def _range(context: Context, *args: Value) -> Any:
    _closed(*args)
    numbers = [arg.data for arg in args]
    start, end = (0, numbers[0]) if len(numbers) == 1 else (numbers[0], numbers[1])
    step = numbers[2] if len(numbers) > 2 else (1 if end >= start else -1)
    if step == 0 or ((end > start) != (step > 0) and end != start):
        raise FunctionError("the step does not lead to the end")
    out: list[Value] = []
    while (start < end) if step > 0 else (start > end):
        if len(out) >= 1024:
            raise FunctionError("more than 1024 elements")
        out.append(Value(start))
        start += step
    return Seq(out)


def _index_of(context: Context, collection: Value, wanted: Value) -> Any:
    _closed(collection)
    for number, item in enumerate(collection.data.items):
        same = equal(item, wanted)
        if same is True:
            return number
        if isinstance(same, Unknown):
            raise _LaterError(same)
    raise FunctionError("the element is not in the list")


def _matchkeys(context: Context, values: Value, keys: Value, wanted: Value) -> Any:
    _closed(values, keys, wanted)
    pairs = zip(values.data.items, keys.data.items, strict=True)
    return Seq([v for v, k in pairs if any(equal(k, w) is True for w in wanted.data.items)])


def _transpose(context: Context, value: Value) -> Any:
    _closed(value)
    out: dict[str, list[Value]] = {}
    for name, items in sorted(value.data.items.items()):
        for item in items.data.items:
            out.setdefault(item.data, []).append(Value(name))
    return Map({name: Value(Seq(items)) for name, items in sorted(out.items())})


def _truth(name: str) -> Any:
    stop = name == "anytrue"

    def work(context: Context, collection: Value) -> Any:
        data = collection.data
        if isinstance(data, Unknown):
            return Unknown(data.why, None, "bool", True)
        undecided = data.rest or (Unknown("it depends on an input") if data.maybe else None)
        for item in data.items:
            text = to_string(item).data
            if text == ("true" if stop else "false") or (not stop and item.data is None):
                return stop
            if isinstance(item.data, Unknown):
                undecided = undecided or item.data
        return Unknown(undecided.why, None, "bool", True) if undecided else not stop

    return work


def _sum(context: Context, collection: Value) -> Any:
    _closed(collection)
    total: Any = 0
    for item in collection.data.items:
        if isinstance(item.data, Unknown):
            raise _LaterError(item.data)
        if not isinstance(item.data, NUMBER):
            raise FunctionError("takes numbers")
        total += item.data
    if not collection.data.items:
        raise FunctionError("the list is empty")
    return total


def _typed(name: str) -> Any:
    kinds = {"tolist": Type("list", Type("any")), "tomap": Type("map", Type("any"))}

    def work(context: Context, value: Value) -> Any:
        data = value.data
        if name == "toset":
            return _as_set(value)
        if name in ("tostring", "tonumber", "tobool"):
            made = convert(value, Type(name[2:]))
            if isinstance(made.data, Error):
                raise FunctionError(made.data.why)
            return made
        if isinstance(data, Unknown):
            return Unknown(data.why, data.symbol, name[2:], True)
        if name == "tolist" and isinstance(data, Seq):
            return Value(Seq(data.items, data.maybe, data.rest), value.span, value.refs)
        made = convert(value, kinds[name])
        if isinstance(made.data, Error):
            raise FunctionError(made.data.why)
        return made

    return work


def _as_set(value: Value) -> Any:
    data = value.data
    if isinstance(data, Unknown):
        return Unknown(data.why, data.symbol, "set", data.not_null)
    if data is None:
        return None
    if not isinstance(data, Seq):
        raise FunctionError("takes a list")
    scalar = [item for item in data.items if isinstance(item.data, (bool, *NUMBER))]
    if scalar and any(isinstance(item.data, str) for item in data.items):
        data = Seq([to_string(item) for item in data.items], data.maybe, data.rest)
    made = to_set(Value(data, value.span, value.refs))
    return made if isinstance(made.data, SetOf) else value


def _sensitive(context: Context, value: Value) -> Any:
    return Value(value.data, value.span, value.refs, value, value.marks | {SENSITIVE})


def _nonsensitive(context: Context, value: Value) -> Any:
    return Value(value.data, value.span, value.refs, value, value.marks - {SENSITIVE}, value.decoded)


def _same(context: Context, value: Value) -> Any:
    return value


def _map_of(context: Context, *args: Value) -> Any:
    return Map({to_string(args[n]).data: args[n + 1] for n in range(0, len(args) - 1, 2)})


FUNCTIONS = table(
    *(
        Function(name, kinds, _later(work, result), result, lax=True, nulls=nulls)
        for name, kinds, work, result, nulls in (
            ("merge", "a*", _merge, "", True), ("concat", "a*", _concat, "list", False),
            ("length", "a", _length, "number", False), ("keys", "m", _keys, "list", False),
            ("values", "m", _values, "list", False), ("lookup", "ms?a", _lookup, "", True),
            ("element", "ln", _element, "", False), ("contains", "la", _contains, "bool", True),
            ("coalesce", "a*", _coalesce, "", True), ("coalescelist", "a*", _coalescelist, "list", True),
            ("compact", "l", _compact, "list", False), ("distinct", "l", _distinct, "list", False),
            ("flatten", "l", _flatten, "list", False), ("setunion", "l*", _sets("setunion"), "set", False),
            ("setintersection", "l*", _sets("setintersection"), "set", False),
            ("setsubtract", "ll", _sets("setsubtract"), "set", False),
            ("setproduct", "l*", _setproduct, "", False), ("zipmap", "ll", _zipmap, "", False),
            ("slice", "lnn", _slice, "list", False), ("reverse", "l", _reverse, "list", False),
            ("sort", "l", _sort, "list", False), ("one", "l", _one, "", False),
            ("chunklist", "ln", _chunklist, "list", False), ("range", "n*", _range, "list", False),
            ("index", "la", _index_of, "number", True), ("matchkeys", "lll", _matchkeys, "list", False),
            ("transpose", "m", _transpose, "map", False), ("alltrue", "l", _truth("alltrue"), "bool", False),
            ("anytrue", "l", _truth("anytrue"), "bool", False), ("sum", "l", _sum, "number", False),
            ("toset", "a", _typed("toset"), "set", True), ("tolist", "a", _typed("tolist"), "list", True),
            ("tomap", "a", _typed("tomap"), "map", True), ("tostring", "a", _typed("tostring"), "", True),
            ("tonumber", "a", _typed("tonumber"), "", True), ("tobool", "a", _typed("tobool"), "", True),
            ("sensitive", "a", _sensitive, "", True), ("nonsensitive", "a", _nonsensitive, "", True),
            ("ephemeralasnull", "a", _same, "", True), ("map", "a*", _map_of, "map", False),
            ("list", "a*", lambda c, *args: Seq(list(args)), "list", False),
        )
    )
)  # fmt: skip
