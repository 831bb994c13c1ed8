"""Where a deployed value certainly differs from the declared one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from iacguard.model.plain import plain
from iacguard.model.value import SENSITIVE, Choice, Map, Seq, Unknown, Value

_WORDS = {"true": True, "false": False}


class Difference(NamedTuple):
    """A path below the resource, what is written there, and what is deployed; `secret`: neither may be printed."""

    path: str
    declared: Value
    deployed: Any
    secret: bool


def differences(declared: Value, deployed: Value | None, path: str = "", secret: bool = False) -> Iterator[Difference]:
    """Every place below `declared` that is known, not null, and not what is deployed.

    What only the deployed side has is the provider's own: computed values and defaults are no drift.
    """
    data = declared.data
    secret = secret or SENSITIVE in declared.marks or (deployed is not None and SENSITIVE in deployed.marks)
    if data is None or isinstance(data, Unknown) or (deployed is not None and isinstance(deployed.data, Unknown)):
        return
    if isinstance(data, Choice):
        found = [list(differences(option, deployed, path, secret)) for option in data.options.values()]
        if all(found):
            yield from found[0]
        return
    theirs = deployed.data if deployed is not None else None
    if isinstance(data, Map) and isinstance(_one(theirs), Map):
        yield from _keys(data, _one(theirs), path, secret)
    elif isinstance(data, Seq) and (isinstance(theirs, Seq) or theirs is None):
        yield from _elements(declared, data, theirs or Seq(), path, secret)
    elif not _same(data, theirs):
        yield Difference(path, declared, theirs, secret)


def _one(data: Any) -> Any:
    """A block that the state keeps as a list of one."""
    return data.items[0].data if isinstance(data, Seq) and len(data.items) == 1 else data


def _keys(ours: Map, theirs: Map, path: str, secret: bool) -> Iterator[Difference]:
    for name, value in ours.items.items():
        yield from differences(value, theirs.items.get(name), f"{path}.{name}" if path else name, secret)


def _elements(declared: Value, ours: Seq, theirs: Seq, path: str, secret: bool) -> Iterator[Difference]:
    """Lists may be sets, whose order says nothing: elements are paired by what fits, then by what is left."""
    if ours.maybe or ours.rest is not None or any(isinstance(item.data, Unknown) for item in ours.items):
        return
    left = list(theirs.items)
    unpaired: list[tuple[int, Value]] = []
    for number, item in enumerate(ours.items):
        fits = next((one for one in left if not any(differences(item, one))), None)
        if fits is None:
            unpaired.append((number, item))
        else:
            left.remove(fits)
    for (number, item), other in zip(unpaired, left, strict=False):
        yield from differences(item, other, f"{path}[{number}]", secret)
    if len(unpaired) > len(left):
        for number, item in unpaired[len(left) :]:
            yield Difference(f"{path}[{number}]", item, None, secret)
    elif len(left) > len(unpaired):
        for extra in left[len(unpaired) :]:
            yield Difference(path, declared, plain(extra), secret)


def _same(ours: Any, theirs: Any) -> bool:
    """Whether two scalars are one value to a provider, which may keep a number or a bool as text and null as empty."""
    if ours == theirs and (isinstance(ours, bool) == isinstance(theirs, bool)):
        return True
    if theirs is None:
        return ours in ("", False, 0)
    if isinstance(ours, str) and isinstance(theirs, str):
        return _same_text(ours, theirs)
    return bool(_scalar(ours) == _scalar(theirs))


def _scalar(data: Any) -> Any:
    if isinstance(data, str):
        if data.lower() in _WORDS:
            return _WORDS[data.lower()]
        try:
            return Decimal(data)
        except ArithmeticError:
            return data
    return Decimal(str(data)) if isinstance(data, (int, float, Decimal)) and not isinstance(data, bool) else data


def _same_text(ours: str, theirs: str) -> bool:
    """Texts that hold JSON are the same document whatever their spaces and the order of keys."""
    if ours.strip()[:1] not in ("{", "[") or theirs.strip()[:1] not in ("{", "["):
        return ours.strip() == theirs.strip()
    try:
        return bool(json.loads(ours) == json.loads(theirs))
    except ValueError:
        return False
