"""What an attribute is: known data, unknown for a reason, or a choice that an input decides.

`Value.data` is one of: None, bool, int, float, Decimal, str, `Seq`, `Map`, `Unknown`, `Choice`; while an expression is
evaluated also `Error`, bytes, CEL's timestamps and durations, or an object with `select` (a resource or block seen
through
the vocabulary). Nothing else. The exact meaning of each is CONTRIBUTING.md, section "Values".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from iacguard.model.address import Address
    from iacguard.model.source import Span

OTHER = "«other»"
"""The label of a Choice for every value of its input that no other label names."""

SENSITIVE = "sensitive"
"""Mark of a value that must not be printed (Terraform's sensitive, CloudFormation's NoEcho)."""
EPHEMERAL = "ephemeral"
"""Mark of a value that Terraform does not write to plan or state."""
SECRET = "secret"
"""Mark of a value that is a reference to a secret store, hence no literal secret."""

NO_MARKS: frozenset[str] = frozenset()


class Cause(str):
    """The reason of an Unknown that is one thing wherever it is given: who says what it is settles it everywhere."""

    __slots__ = ()


class Reference(NamedTuple):
    """What a value points at: the address of a resource, data source or module, and the path read from it."""

    target: Address
    path: tuple[str, ...] = ()


class Value:
    """Data, where it is used, what it was computed from, and the references that it carries.

    `span` is the place of use (None only for values made up by the program); `origin` is the Value it was computed
    from, one link of the chain through variable, local and module argument. `decoded` is the structure that a text
    encodes where its maker knows it (jsonencode, a rendered policy document, Fn::ToJsonString, a JSON template
    with unknown parts): so a policy is readable even where its text as a whole is unknown.
    """

    __slots__ = ("data", "decoded", "marks", "origin", "refs", "span")

    def __init__(
        self,
        data: Any,
        span: Span | None = None,
        refs: tuple[Reference, ...] = (),
        origin: Value | None = None,
        marks: frozenset[str] = NO_MARKS,
        decoded: Value | None = None,
    ) -> None:
        self.data = data
        self.decoded = decoded
        self.span = span
        self.refs = refs
        self.origin = origin
        self.marks = marks

    def __repr__(self) -> str:
        return f"Value({self.data!r})"

    def used_at(self, span: Span | None) -> Value:
        """The same data used at another place; this value becomes its origin."""
        return Value(self.data, span, self.refs, self, self.marks, self.decoded)

    def holding(self, data: Any, decoded: Value | None = None) -> Value:
        """Other data at the same place, from the same origin, with the same references and marks."""
        return Value(data, self.span, self.refs, self.origin, self.marks, decoded)

    def marked(self, marks: frozenset[str]) -> Value:
        """The same value with further marks; itself where it has them."""
        if marks <= self.marks:
            return self
        return Value(self.data, self.span, self.refs, self.origin, self.marks | marks, self.decoded)


class Unknown:
    """Not known, for the reason `why`, perhaps a `Cause`; the rest are refinements, which only narrow what it may be.

    `symbol` says which unknown it is: two with one symbol are equal; one that has a method `allows(text)` says which
    texts it may be. `type` is one of string, number, bool, list, set, map, object, tuple or None. `prefix` is what a
    string certainly begins with; `tail` are the texts that certainly follow it in this order, anything or nothing
    before each of them, and it ends in the last: `${account}.ecr.${x}:7` has the prefix "" and the tail
    (".ecr.", ":7"). `low` and `high` bound a number, or the length of a collection. `pending` is the Choice that would
    decide it, while an expression is evaluated.
    """

    __slots__ = ("high", "low", "not_null", "pending", "prefix", "symbol", "tail", "type", "why")

    def __init__(
        self,
        why: str,
        symbol: Any = None,
        type: str | None = None,
        not_null: bool = False,
        prefix: str = "",
        low: float | None = None,
        high: float | None = None,
        pending: Choice | None = None,
        tail: tuple[str, ...] = (),
    ) -> None:
        self.why = why
        self.symbol = symbol
        self.type = "string" if prefix or tail else type
        self.not_null = not_null or bool(prefix or tail) or low is not None
        self.prefix = prefix
        self.tail = tail
        self.low = low
        self.high = high
        self.pending = pending

    def __repr__(self) -> str:
        return f"Unknown({self.why!r})"


def pieces(parts: Iterable[Any]) -> tuple[str, tuple[str, ...]]:
    """The prefix and the tail of a text made of data side by side: str and Unknown; nothing is known of what else."""
    found = [""]
    for part in parts:
        if isinstance(part, str):
            found[-1] += part
            continue
        prefix, tail = (part.prefix, part.tail) if part.__class__ is Unknown else ("", ())
        found[-1] += prefix
        if tail:
            found += tail
        elif len(found) == 1 or found[-1]:
            found.append("")
    return found[0], tuple(found[1:]) if any(found[1:]) else ()


def fits(unknown: Unknown, text: str) -> bool:
    """Whether a text begins, goes on and ends as an unknown one certainly does."""
    at = len(unknown.prefix)
    if not text.startswith(unknown.prefix):
        return False
    if not unknown.tail:
        return True
    *between, end = unknown.tail
    for piece in between:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(text) - len(end) >= at and text.endswith(end)


def may_say(unknown: Unknown, text: str) -> bool:
    """Whether an unknown may turn out to be this text, by what is known of it and by its symbol."""
    if unknown.type not in (None, "string") or not fits(unknown, text):
        return False
    allows = getattr(unknown.symbol, "allows", None)
    return allows is None or bool(allows(text))


class Choice:
    """One of several values, decided by an input.

    The same `atom` is the same decision everywhere. `options` maps each label to the Value under it; `OTHER` stands for
    every label that is not named. An atom is the address of an input (`var.env`, `stack/Env`) or, for a condition
    that is no comparison of one input with literals, the module instance and the condition's own text.
    """

    __slots__ = ("atom", "options")

    def __init__(self, atom: str, options: Mapping[str, Value]) -> None:
        self.atom = atom
        self.options = options

    def __repr__(self) -> str:
        return f"Choice({self.atom!r}, {dict(self.options)!r})"


class Possible(NamedTuple):
    """An element that may be in a list, and the Value (an Unknown, pending or not) that decides whether it is."""

    value: Value
    why: Value


class Seq:
    """A list: `items` are certainly there, `maybe` may be, `rest` is the Unknown that may add more (None: none).

    Order is kept within `items`; where `maybe` or `rest` is present, positions are not known. `weight` is for
    evaluators that bound what they build: what it and all below it weigh, 0 where nobody asked yet.
    """

    __slots__ = ("items", "maybe", "rest", "weight")

    def __init__(
        self, items: Sequence[Value] = (), maybe: Sequence[Possible] = (), rest: Unknown | None = None
    ) -> None:
        self.items = items
        self.maybe = maybe
        self.rest = rest
        self.weight = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it, and nothing may be."""
        return not self.items and not self.maybe and self.rest is None

    def __repr__(self) -> str:
        return f"Seq({list(self.items)!r}{', …' if self.maybe or self.rest else ''})"


class Map:
    """An object or map: `items` are its keys, `rest` the Unknown that may add more (None: none).

    A key whose value may be null may be absent. `keys` gives the span of a key where the format knows it. `weight` is
    that of `Seq`.
    """

    __slots__ = ("items", "keys", "rest", "weight")

    def __init__(
        self, items: Mapping[str, Value], rest: Unknown | None = None, keys: Mapping[str, Span] | None = None
    ) -> None:
        self.items = items
        self.rest = rest
        self.keys = keys
        self.weight = 0

    def __repr__(self) -> str:
        return f"Map({dict(self.items)!r}{', …' if self.rest else ''})"


class Error:
    """What a wrong operation gives; it travels like a value and loses against an Unknown."""

    __slots__ = ("why",)

    def __init__(self, why: str) -> None:
        self.why = why

    def __repr__(self) -> str:
        return f"Error({self.why!r})"


class Selectable(Protocol):
    """Data that answers `x.name` itself: a resource or a block seen through the vocabulary."""

    def select(self, name: str, here: Value, world: Any) -> Value:
        """The attribute `name`; `here` is the Value that holds this object, for the place of what is absent."""
        ...


class Hollow(Value):
    """A block that is not there: null, yet selecting through it gives its attributes' defaults."""

    __slots__ = ("view",)

    def __init__(self, view: Selectable, span: Span | None, refs: tuple[Reference, ...] = ()) -> None:
        super().__init__(None, span, refs)
        self.view = view

    def used_at(self, span: Span | None) -> Hollow:
        """The same absent block at another place."""
        return Hollow(self.view, span, self.refs)


NULL = Value(None)
