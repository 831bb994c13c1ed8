"""Addresses: `module.x["a"].aws_s3_bucket.b[0]`, `Stack/LogicalId`; they print, and what is printed parses back."""

from __future__ import annotations

import re
from typing import NamedTuple


class AnyKey:
    """The instance key of which only the existence is known. One instance, `ANY`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "[*]"


ANY = AnyKey()

Key = str | int | AnyKey | None
"""`for_each` key, `count` index, `ANY`, or None for a thing that has one instance."""


class Step(NamedTuple):
    """A module call (or nested stack) on the way to a resource."""

    name: str
    key: Key = None


class Address(NamedTuple):
    """Where something is declared.

    `scope` is what addresses are relative to: the directory of a Terraform root, or the path of a template file; it is
    part of identity and not printed. `modules` are the calls on the way. `type` is the native type in Terraform
    (`aws_s3_bucket`, with `mode` "data" for data sources); CloudFormation addresses have no type and `mode` "stack":
    their first step is the stack. `part` names what is found inside a value of the resource: a state, a step.
    """

    scope: str
    modules: tuple[Step, ...]
    mode: str
    type: str
    name: str
    key: Key = None
    part: str = ""

    def __str__(self) -> str:
        end = f"/{self.part}" if self.part else ""
        if self.mode == "stack":
            return "/".join([*(step.name for step in self.modules), self.name]) + end
        parts = [f"module.{step.name}{_key(step.key)}" for step in self.modules]
        if self.mode == "data":
            parts.append("data")
        if self.type:
            parts.append(self.type)
        if self.name:
            parts.append(self.name + _key(self.key))
        return ".".join(parts) + end

    @property
    def static(self) -> Address:
        """The address without instance keys: the declaration, whatever its instances."""
        if self.key is None and all(step.key is None for step in self.modules):
            return self
        steps = tuple([Step(step.name) for step in self.modules])
        return Address(self.scope, steps, self.mode, self.type, self.name, None, self.part)

    @property
    def in_module(self) -> str:
        """The module path alone, as printed; empty in a root."""
        return ".".join(f"module.{step.name}{_key(step.key)}" for step in self.modules)


def managed(scope: str, type: str, name: str, modules: tuple[Step, ...] = (), key: Key = None) -> Address:
    """The address of a Terraform resource."""
    return Address(scope, modules, "managed", type, name, key)


def stack(scope: str, stacks: tuple[str, ...], logical_id: str) -> Address:
    """The address of a resource in a (nested) stack."""
    return Address(scope, tuple(Step(name) for name in stacks), "stack", "", logical_id)


def _key(key: Key) -> str:
    if key is None:
        return ""
    if isinstance(key, AnyKey):
        return "[*]"
    if isinstance(key, int):
        return f"[{key}]"
    escaped = key.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'["{escaped}"]'


_STEP = r'([^.\["/]+)(?:\[(?:(\d+)|(\*)|"((?:[^"\\]|\\.)*)")\])?(?:\.|$|(?=/))'
_WITH_PART = r"[a-z]\w*_\w*\.|module\.|data\."


def parse(text: str, scope: str = "") -> Address:
    """The inverse of `str(address)`; a part of a stack's resource reads as a resource of a nested stack.

    Raises ValueError with the place of the fault when `text` is no address.
    """
    if "/" in text and '["' not in text and not re.match(_WITH_PART, text):
        *stacks, name = text.split("/")
        if not name or not all(stacks):
            raise ValueError(f"{text!r} is not an address: an empty part between slashes")
        return stack(scope, tuple(stacks), name)
    steps: list[Step] = []
    at = 0
    while at < len(text) and text[at] != "/":
        found = re.compile(_STEP).match(text, at)
        if found is None:
            raise ValueError(f"{text!r} is not an address: cannot read it from character {at + 1}")
        name, index, star, key = found.groups()
        read: Key = None
        if index is not None:
            read = int(index)
        elif star:
            read = ANY
        elif key is not None:
            read = re.sub(r"\\(.)", lambda m: "\n" if m.group(1) == "n" else m.group(1), key)
        steps.append(Step(name, read))
        at = found.end()
    modules: list[Step] = []
    while len(steps) >= 2 and steps[0].name == "module":
        modules.append(steps[1])
        del steps[:2]
    mode = "managed"
    if steps and steps[0].name == "data" and len(steps) == 3:
        mode = "data"
        del steps[0]
    if len(steps) == 2:
        return Address(scope, tuple(modules), mode, steps[0].name, steps[1].name, steps[1].key, text[at + 1 :])
    if not steps and modules:
        return Address(scope, tuple(modules), "managed", "", "")
    raise ValueError(f"{text!r} is not an address: expected type.name, module.name… or Stack/LogicalId")
