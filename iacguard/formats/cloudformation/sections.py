"""Sections whose names are in part made: by loops, by included files, by macros."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.foreach import unrolled
from iacguard.formats.cloudformation.macros import MACRO, included
from iacguard.formats.cloudformation.properties import both
from iacguard.formats.cloudformation.texts import name_of
from iacguard.model.graph import Hole
from iacguard.model.source import Span
from iacguard.model.value import Map, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def expanded(written: Map, stack: Stack, section: str) -> Map:
    """A section as it is once everything is put in; what cannot be leaves a hole."""
    under = partial(_existing, stack) if section == "Resources" else _always
    whole = unrolled(_with_files(written, stack, section), stack, under)
    if section == "Resources":
        for loop, why in whole.open.items():
            key = f"Fn::ForEach::{loop}"
            _hole(stack, loop, f"which turns {loop} takes is not known: {why}", _place(written, key, stack))
    return whole.data


def _always(entry: Value, when: Value) -> Value:
    """What another name of the same turn alone can refer to needs no condition of its own."""
    return entry


def _existing(stack: Stack, entry: Value, when: Value) -> Value | None:
    """A resource that exists where its turn of a loop does, and its own condition holds."""
    if not isinstance(entry.data, Map):
        return entry
    written = entry.data.items.get("Condition")
    name = name_of(written) if written is not None else None
    if written is not None and name is not None:
        when = both(stack.condition(name, written), when, stack)
    if when.data is False:
        return None
    return Value(Map({**entry.data.items, "Condition": when}, entry.data.rest, entry.data.keys), entry.span)


def _with_files(written: Map, stack: Stack, section: str) -> Map:
    if MACRO not in written.items:
        return written
    items = {key: value for key, value in written.items.items() if key != MACRO}
    keys = dict(written.keys or {})
    found = included(written.items[MACRO], stack)
    if isinstance(found.data, Map):
        for key, value in found.data.items.items():
            if key in items:
                stack.report(f"{key} is declared here and in what is included", value.span, "template")
            items.setdefault(key, value)
            keys.setdefault(key, (found.data.keys or {}).get(key) or stack.template.span)
    else:
        stack.is_open = True
        if section == "Resources":
            _hole(stack, MACRO, found.data.why, _place(written, MACRO, stack))
    return Map(items, written.rest, keys)


def _hole(stack: Stack, name: str, why: str, span: Span) -> None:
    stack.deployment.holes.append(Hole(stack.address(name), why, span))


def _place(written: Map, key: str, stack: Stack) -> Span:
    value: Value | None = written.items.get(key)
    return (written.keys or {}).get(key) or (value.span if value is not None else None) or stack.template.span
