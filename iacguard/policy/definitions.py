"""definitions.yaml: expressions with a name, which every rule of its folder may use like a variable."""

from __future__ import annotations

from collections.abc import Mapping

from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Value
from iacguard.policy.rule import NAME, Expression

FILE = "definitions.yaml"
KEYS = ("expression", "what")
TAKEN = ("resource", "params", "true", "false", "null", "in")


def read(source: Source) -> tuple[dict[str, Expression], list[Diagnostic]]:
    """The definitions of a file, `name: text` or `name: {what: …, expression: text}`, and every fault in it."""
    from iacguard.syntax import yaml

    value, faults = yaml.load(source)
    if value is None or value.data is None or faults:
        return {}, faults
    reader = _Reader(source)
    return reader.definitions(value), reader.faults


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Diagnostic] = []

    def fault(self, message: str, span: Span | None, cure: str) -> None:
        self.faults.append(Diagnostic(ERROR, "rule", message, span or Span(self.source, 0, 1), cure=cure))

    def definitions(self, value: Value) -> dict[str, Expression]:
        if not isinstance(value.data, Map):
            self.fault("definitions are a mapping of names to expressions", value.span, "write name: expression")
            return {}
        found = {}
        for name, spec in value.data.items.items():
            place = (value.data.keys or {}).get(name)
            if not NAME(name) or name in TAKEN:
                cure = "a name has letters, digits and _, and is none of " + ", ".join(TAKEN)
                self.fault(f"{name!r} is not a name for a definition", place, cure)
            made = self.expression(name, spec, place)
            if made is not None:
                found[name] = made
        return found

    def expression(self, name: str, spec: Value, place: Span | None) -> Expression | None:
        keys: Mapping[str, Value] = spec.data.items if isinstance(spec.data, Map) else {"expression": spec}
        for key in keys:
            if key not in KEYS:
                self.fault(f"the definition {name} has no {key}", place, f"known are {', '.join(KEYS)}")
        part = keys.get("expression")
        text = "" if part is None else {True: "true", False: "false"}.get(part.data, part.data)
        if part is None or not isinstance(text, str) or not text.strip():
            self.fault(f"{name} is not an expression", place, "write name: expression")
            return None
        return Expression(text, part.span)
