"""What the user says of the parameters of root templates: `--parameters` files and `--var`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation import samconfig
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.tree import UnreadableError
from iacguard.model.value import Map, Seq, Value

if TYPE_CHECKING:
    from iacguard.formats.base import Inputs
    from iacguard.model.tree import Tree

FORMS = """a list of {"ParameterKey", "ParameterValue"}, a list of "Name=value", a mapping of names, \
a template configuration with Parameters, or samconfig.toml with parameter_overrides"""


class Given:
    """Values by parameter name; `taken` are those that some template declares."""

    def __init__(self, tree: Tree, inputs: Inputs) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.taken: set[str] = set()
        self._values: dict[str, Value] = {}
        self._from_files: dict[str, Value] = {}
        for path in inputs.parameter_files:
            self._from_files.update(self._file(tree, path))
        self._values.update(self._from_files)
        for name, text in inputs.variables:
            source = Source(f"--var {name}", text)
            self._values[name] = Value(text, Span(source, 0, len(text)))

    def value(self, name: str) -> Value | None:
        """The value of a parameter; None where the user says nothing of it."""
        found = self._values.get(name)
        if found is not None:
            self.taken.add(name)
        return found

    def left_over(self) -> list[Diagnostic]:
        """What files say of parameters that no template has."""
        message = "no template has the parameter {}"
        cure = "remove it, or name the template that it is for"
        return [
            Diagnostic(ERROR, "parameters", message.format(name), value.span, cure=cure)
            for name, value in self._from_files.items()
            if name not in self.taken
        ]

    def _file(self, tree: Tree, path: str) -> dict[str, Value]:
        try:
            source = tree.read(path)
        except UnreadableError as error:
            message = f"the parameter file {path} cannot be read: {error}"
            self.diagnostics.append(Diagnostic(ERROR, "unreadable", message, path=path))
            return {}
        if path.endswith(".toml"):
            return self._overridden(source, samconfig.of_toml(source))
        body = self._parsed(source)
        if body is None:
            return {}
        if samconfig.is_samconfig(path):
            return self._overridden(source, samconfig.of_yaml(body))
        return dict(self._entries(body))

    def _parsed(self, source: Source) -> Value | None:
        if source.text.lstrip()[:1] in ("{", "[") and not source.path.endswith((".yaml", ".yml")):
            from iacguard.syntax import json as syntax
        else:
            from iacguard.syntax import yaml as syntax  # type: ignore[no-redef]
        body, faults = syntax.load(source)
        self.diagnostics += faults
        if body is None and not faults:
            self._wrong(Value(None, Span(source, 0, 0)))
        return body

    def _wrong(self, value: Value) -> None:
        message = "this is not a parameter file"
        self.diagnostics.append(Diagnostic(ERROR, "parameters", message, value.span, cure=f"write {FORMS}"))

    def _entries(self, body: Value) -> Iterator[tuple[str, Value]]:
        """Names and values of any of the forms."""
        data = body.data
        if isinstance(data, Map):
            inner = data.items.get("Parameters")
            if inner is not None and isinstance(inner.data, (Map, Seq)):
                yield from self._entries(inner)
            else:
                yield from self._scalars(data)
        elif isinstance(data, Seq):
            for entry in data.items:
                yield from self._entry(entry)
        else:
            self._wrong(body)

    def _entry(self, entry: Value) -> Iterator[tuple[str, Value]]:
        data = entry.data
        if isinstance(data, str) and "=" in data:
            name, _, text = data.partition("=")
            yield name, Value(text, entry.span)
            return
        key = data.items.get("ParameterKey") if isinstance(data, Map) else None
        if key is None or not isinstance(key.data, str) or not isinstance(data, Map):
            self._wrong(entry)
            return
        value = data.items.get("ParameterValue")
        if value is not None:
            yield from self._scalars(Map({key.data: value}))

    def _scalars(self, data: Map) -> Iterator[tuple[str, Value]]:
        for name, value in data.items.items():
            if isinstance(value.data, (str, bool, int, float)):
                yield name, value
            elif isinstance(value.data, Seq) and all(isinstance(v.data, (str, int)) for v in value.data.items):
                yield name, Value(",".join(str(item.data) for item in value.data.items), value.span)
            else:
                self._wrong(value)

    def _overridden(self, source: Source, found: samconfig.Overrides | None) -> dict[str, Value]:
        """What a samconfig says; it is a wrong file where it says nothing."""
        if found is None:
            self._wrong(Value(None, Span(source, 0, min(1, len(source.text)))))
            return {}
        return dict(self._scalars(Map(found)))
