"""Resources and data sources: their instances, each attribute evaluated when asked, and what rules judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iacguard.formats.terraform import ast, builtin, data_sources, meta, tags
from iacguard.formats.terraform.bodies import argument, block_type, blocks, joined, nested_bodies
from iacguard.formats.terraform.evaluator import Scope
from iacguard.formats.terraform.expansion import Each
from iacguard.formats.terraform.exposed import Object, opened
from iacguard.formats.terraform.instances import both, gathered
from iacguard.formats.terraform.meta import META
from iacguard.formats.terraform.values.shared import shared
from iacguard.model.address import Address
from iacguard.model.combine import Identifier, made
from iacguard.model.graph import Resource
from iacguard.model.source import Span
from iacguard.model.value import Choice, Error, Map, Reference, Unknown, Value
from iacguard.model.world import each
from iacguard.vocabulary.arm import NATIVE as AZAPI
from iacguard.vocabulary.arm import translated
from iacguard.vocabulary.nodes import Type, filled

if TYPE_CHECKING:
    from iacguard.formats.terraform.instance import ModuleInstance


TOO_DEEP = "references are nested too deeply"


def too_deep(span: Span) -> Value:
    """What a value is that takes more references one after another than can be followed."""
    return Value(Unknown(TOO_DEEP), span)


class Declaration:
    """A `resource`, `data` or `ephemeral` block with its instances."""

    def __init__(self, instance: ModuleInstance, mode: str, type: str, name: str, block: ast.Block) -> None:
        self.instance = instance
        self.mode = mode
        self.type = type
        self.name = name
        self.block = block
        expansion = instance.expansion(block, (mode, type, name))
        self.kind = expansion.kind
        self.instances = [ResourceInstance(self, each, expansion.scope(instance, each)) for each in expansion.instances]
        self._value: Value | None = None
        self.evaluating = False

    @property
    def text(self) -> str:
        """The address without keys, as references write it."""
        return f"data.{self.type}.{self.name}" if self.mode == "data" else f"{self.type}.{self.name}"

    def value(self, e: Any) -> Value:
        """What a reference to the whole resource is; a diagnostic too where its own body makes it."""
        if self.evaluating:
            self.instance.report(f"{self.text} refers to itself", e, "cycle", "break the circle")
        if self._value is None:
            header = self.block.header
            found = [(one.each, Value(Object(one), header, (Reference(one.address),))) for one in self.instances]
            refs = (Reference(self.instance.address(self.mode, self.type, self.name)),)
            self._value = gathered(self.kind, found, header, refs)
        return self._value.used_at(e)


def _filled_in(written: Value, computed: Value) -> Value:
    """What is written, or what the provider computes where that is null."""
    if isinstance(written.data, Choice):
        return each(lambda option: _filled_in(option, computed), written)
    return computed if written.data is None else written


class ResourceInstance:
    """One instance of a resource."""

    def __init__(self, declaration: Declaration, each: Each, scope: Scope) -> None:
        self.declaration = declaration
        self.each = each
        instance = declaration.instance
        self.address: Address = instance.address(declaration.mode, declaration.type, declaration.name, each.key)
        self.scope = scope.with_names(self=Value(Unknown("self is known after apply")))
        self._memo: dict[str, Value] = {}
        self._busy: set[str] = set()
        self._body: Value | None = None

    def symbol(self, name: str) -> str:
        """What makes an unknown attribute of this instance the same everywhere."""
        return f"{self.address.scope}|{self.address}.{name}"

    def attribute(self, name: str) -> Value:
        """An attribute: as written, else what the provider computes."""
        known = self._memo.get(name)
        if known is not None:
            return known
        span = self.declaration.block.header
        if name in self._busy:
            self.declaration.instance.report(
                f"{self.address}.{name} refers to itself", span, "cycle", "break the circle"
            )
            return Value(Unknown("it refers to itself"), span)
        budget = self.declaration.instance.budget
        risks = budget.risks, budget.unlike
        self._busy.add(name)
        try:
            value = self._memo[name] = self._attribute(name)
        except RecursionError:
            value = too_deep(span)
            self.declaration.instance.report(TOO_DEEP, span, "depth")
        finally:
            self._busy.discard(name)
        budget.risks, budget.unlike = risks
        return value

    def _attribute(self, name: str) -> Value:
        declaration, block = self.declaration, self.declaration.block
        if declaration.type == "terraform_data":
            return builtin.attribute(self, name, self._input) or made(Error(f"there is no attribute {name}"), None, ())
        computed = self._computed(name)
        if declaration.mode != "managed":
            rendered = data_sources.attribute(self, name)
            if rendered is not None:
                return rendered
        written = block.body.attributes.get(name)
        nested = nested_bodies([block.body]).get(name)
        if written is not None and name not in META:
            value = argument(written.expression, self.scope)
            if nested is not None:
                value = joined(value, blocks(name, block.body.blocks, self.scope))
            return _filled_in(value, computed)
        if nested is not None and isinstance(computed.data, Unknown):
            return opened(blocks(name, block.body.blocks, self.scope), computed.data, nested)
        return computed

    def _input(self, name: str) -> Value:
        """An attribute as written, null where it is not."""
        declaration = self.declaration
        written = declaration.block.body.attributes.get(name)
        if written is None:
            return Value(None, declaration.block.header)
        return declaration.instance.evaluate(written.expression, self.scope)

    def _type(self) -> Type:
        root = self.declaration.instance.root
        return root.vocabulary.table(root.vocabulary.common(self.declaration.type))

    def _computed(self, name: str) -> Value:
        text = "known after apply" if self.declaration.mode == "managed" else "read when Terraform runs"
        why = f"{self.declaration.text}.{name} is {text}"
        kind = "string" if name in ("id", "arn", "name") else None
        type = self._type()
        certain = name in type.computed
        form = type.form(name) if certain else ""
        prefix, tail = filled(form, lambda other: self.attribute(other).data) if form else ("", ())
        symbol = self.symbol(name)
        if certain and name in ("id", "arn"):
            symbol = Identifier(symbol)
        return Value(Unknown(why, symbol, kind, certain, prefix, tail=tail), None)

    def body(self) -> Value:
        """The whole body, evaluated once."""
        if self._body is None:
            block = self.declaration.block
            self.declaration.evaluating = True
            try:
                self._body = Value(self._evaluate(block), block.header)
            finally:
                self.declaration.evaluating = False
        return self._body

    def _evaluate(self, block: ast.Block) -> Map:
        items: dict[str, Value] = {}
        keys: dict[str, Any] = {}
        for name, attribute in block.body.attributes.items():
            if name not in META:
                items[name] = argument(attribute.expression, self.scope)
                keys[name] = attribute.name_span
        for type in dict.fromkeys(block_type(inner) for inner in block.body.blocks):
            if type not in META:
                items[type] = joined(items.get(type), blocks(type, block.body.blocks, self.scope))
        if block.labels[0].startswith("aws_") and self.declaration.mode == "managed":
            self._default_tags(items)
        return Map(items, None, keys)

    def _default_tags(self, items: dict[str, Value]) -> None:
        """Tags that the resource's provider configuration adds, under its own."""
        instance = self.declaration.instance
        default = instance.root.default_tags(instance.provider(self.declaration.type, self.declaration.block))
        if default is None:
            return
        own = items.get("tags")
        items["tags_all"] = tags.merged(default, own) if own is not None else default

    def resource(self) -> Resource:
        """What rules judge."""
        declaration = self.declaration
        instance, block = declaration.instance, declaration.block
        root = instance.root
        body = shared(self.body())
        native = declaration.type if declaration.mode == "managed" else f"{declaration.mode}.{declaration.type}"
        common, body = translated(root.vocabulary, native, body)
        version = root.provider_version(instance.module, declaration.type) if declaration.type != AZAPI else ""
        return Resource(
            self.address, common, "awscc" if declaration.type.startswith("awscc_") else "tf", body, block.header,
            native_type=native, block=block, when=both(instance.when, self.each.when), meta=meta.of(self),
            calls=instance.calls, provider_version=version,
        )  # fmt: skip
