"""The instances of one declaration, found by the keys that a reference names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from iacguard.model.address import ANY, Address, Key


class _Addressed(Protocol):
    address: Address


R = TypeVar("R", bound=_Addressed)


class Declared(Generic[R]):
    """Instances in order; a reference with keys finds its own at once, however many there are."""

    __slots__ = ("_by_keys", "_in_module", "_open", "all")

    def __init__(self) -> None:
        self.all: list[R] = []
        self._open: list[R] = []
        self._by_keys: dict[tuple[Key, ...], list[R]] = {}
        self._in_module: dict[tuple[Key, ...], list[R]] = {}

    def add(self, instance: R) -> None:
        """One more instance."""
        self.all.append(instance)
        keys = _keys(instance.address)
        if ANY in keys:
            self._open.append(instance)
        else:
            self._by_keys.setdefault(keys, []).append(instance)
            self._in_module.setdefault(keys[:-1], []).append(instance)

    def named(self, target: Address) -> Sequence[R]:
        """The instances that `target`, whose keys may be absent or unknown, may name."""
        if len(self.all) == 1:
            return self.all if _same(_keys(self.all[0].address), _keys(target)) else ()
        keys = _keys(target)
        exact = self._by_keys.get(keys)
        if exact is None:
            narrow = self._in_module.get(keys[:-1])
            if narrow is None:
                return [one for one in self.all if _same(_keys(one.address), keys)]
            exact = narrow if keys[-1] is None or keys[-1] is ANY else []
        return [*exact, *(one for one in self._open if _same(_keys(one.address), keys))] if self._open else exact


def _keys(address: Address) -> tuple[Key, ...]:
    return (*[step.key for step in address.modules], address.key) if address.modules else (address.key,)


def _same(ours: tuple[Key, ...], theirs: tuple[Key, ...]) -> bool:
    return all(b is None or a == b or a is ANY or b is ANY for a, b in zip(ours, theirs, strict=True))
