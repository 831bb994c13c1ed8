"""Input variables: where their values come from, and what their declarations make of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.constraints import defaults_in, parse_type, with_defaults
from iacguard.formats.terraform.evaluator import EVERYTHING, Scope, evaluate
from iacguard.formats.terraform.parser import parse, parse_expression
from iacguard.formats.terraform.values.conversion import convert
from iacguard.formats.terraform.values.types import ANY, PRIMITIVES, Type
from iacguard.model.combine import Input, options_of
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import EPHEMERAL, SENSITIVE, Cause, Choice, Error, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.base import Inputs
    from iacguard.formats.terraform.instance import ModuleInstance


class Assignments(dict[str, ast.Expression]):
    """What the user set. Where a variable file could not be read, `unread` says so: it may set whatever is not here."""

    unread = ""


def variable(instance: ModuleInstance, name: str, block: ast.Block) -> Value:
    """The value of a variable: the caller's argument or the user's assignment, else the default, else unknown."""
    attributes = block.body.attributes
    type = _declared(instance, name, block)
    nullable = _literal(attributes, "nullable", True)
    value = _given(instance, name, block)
    default = attributes.get("default")
    if (value is None or (value.data is None and not nullable)) and default is not None:
        value = constant(default.expression, instance)
        domain = _domain(block, name) if instance.root.inputs.assume_any and not instance.path else ()
        if domain:
            value = None
        if instance.arguments is None and instance.root.assignments.unread:
            value = None
    if value is None:
        value = _unset(instance, name, block, type, nullable)
    converted = _converted(instance, name, block, value, type)
    converted = _not_null(instance, name, block, converted)
    marks = {m for m, on in ((SENSITIVE, "sensitive"), (EPHEMERAL, "ephemeral")) if _literal(attributes, on, False)}
    converted = converted.marked(frozenset(marks))
    _validate(instance, name, block, converted)
    return converted


def _converted(instance: ModuleInstance, name: str, block: ast.Block, value: Value, type: Type) -> Value:
    """A value as the variable's type has it; unknown, with a diagnostic, where it cannot be."""
    if isinstance(value.data, Error):
        return instance.settled(value)
    filled = with_defaults(value, type, lambda e, inner: convert(constant(e, instance), inner))
    converted = convert(filled, type)
    wrong = [option.data for option in options_of(converted) if isinstance(option.data, Error)]
    if wrong:
        instance.report(f"variable {name}: {wrong[0].why}", value.span or block.header)
        return Value(Unknown(wrong[0].why), value.span, value.refs)
    return converted


def _not_null(instance: ModuleInstance, name: str, block: ast.Block, value: Value) -> Value:
    """A value; unknown, with a diagnostic, where it is null and the variable takes no null."""
    if value.data is not None or _literal(block.body.attributes, "nullable", True):
        return value
    instance.report(f"variable {name} cannot be null", value.span or block.header)
    return Value(Unknown(f"var.{name} cannot be null"), value.span, value.refs)


def _given(instance: ModuleInstance, name: str, block: ast.Block) -> Value | None:
    if instance.arguments is not None:
        return instance.arguments(name)
    assigned = instance.root.assignments.get(name)
    if assigned is None:
        return None
    type = block.body.attributes.get("type")
    if isinstance(assigned, Words) and (type is None or _declared(instance, name, block) in PRIMITIVES):
        return Value(assigned.text, assigned)
    return constant(assigned.read() if isinstance(assigned, Words) else assigned, instance)


def constant(expression: ast.Expression, instance: ModuleInstance) -> Value:
    """The value of an expression that may name and call nothing."""
    return evaluate(expression, Scope(instance, forbidden=EVERYTHING))


def _literal(attributes: Mapping[str, ast.Attribute], name: str, default: bool) -> bool:
    found = attributes.get(name)
    value = getattr(found.expression, "value", default) if found is not None else default
    return bool(value)


def _declared(instance: ModuleInstance, name: str, block: ast.Block) -> Type:
    """The type that a declaration names, looked at once for each directory."""
    known = instance.module.types.get(name)
    if known is None:
        known = instance.module.types[name] = _declared_type(instance, name, block)
        default = block.body.attributes.get("default")
        if default is not None:  # wrong also where every caller sets the variable
            value = _converted(instance, name, block, constant(default.expression, instance), known)
            _not_null(instance, name, block, value)
    return known


def _declared_type(instance: ModuleInstance, name: str, block: ast.Block) -> Type:
    written = block.body.attributes.get("type")
    if written is None:
        return ANY
    type = parse_type(written.expression)
    if isinstance(type, Error):
        instance.report(type.why, written.expression, "declaration")
        return ANY
    for default, inner in defaults_in(type):
        found = convert(constant(default, instance), inner)
        if isinstance(found.data, Error):
            instance.report(f"variable {name}: the default of an optional attribute: {found.data.why}", default)
    return type


def _unset(instance: ModuleInstance, name: str, block: ast.Block, type: Type, nullable: bool) -> Value:
    """A variable that nobody set: a decision where its domain is declared, otherwise unknown."""
    atom = f"{instance.prefix}var.{name}"
    labels = _domain(block, name)
    if labels:
        return Value(Choice(atom, {label: Value(label, block.header) for label in labels}), block.header)
    if type == "bool":
        return Value(
            Choice(atom, {"true": Value(True, block.header), "false": Value(False, block.header)}), block.header
        )
    kind = None if type == "any" else type
    if instance.path:
        call = instance.calls[-1]
        instance.report(f"the module call lacks the argument {name}", call.span, cure=f"set {name}")
    unread = instance.root.assignments.unread if instance.arguments is None else ""
    why = Cause(f"{atom} {unread}" if unread else f"{atom} has no default")
    return Value(Unknown(why, Input(atom), kind, not nullable), block.header)


def _domain(block: ast.Block, name: str) -> tuple[str, ...]:
    """The texts that a validation `contains([…], var.x)` allows."""
    for inner in block.body.blocks:
        condition = inner.body.attributes.get("condition") if inner.type == "validation" else None
        call = condition.expression if condition is not None else None
        if isinstance(call, ast.Template) and call.wrapped:  # as JSON writes it
            call = call.parts[0]
        if isinstance(call, ast.Call) and call.name == "contains" and len(call.args) == 2:
            words, asked = call.args
            if isinstance(words, ast.ListExpression) and asked.text == f"var.{name}":
                texts = [item.value for item in words.items if isinstance(item, ast.Literal)]
                if texts and len(texts) == len(words.items) and all(isinstance(text, str) for text in texts):
                    return tuple(texts)
    return ()


def _validate(instance: ModuleInstance, name: str, block: ast.Block, value: Value) -> None:
    for inner in block.body.blocks:
        condition = inner.body.attributes.get("condition") if inner.type == "validation" else None
        if condition is None:
            continue
        instance._memo[("var", name)] = value
        holds = evaluate(condition.expression, Scope(instance))
        if isinstance(holds.data, Error):
            instance.settled(holds)
        elif holds.data is False:
            message = inner.body.attributes.get("error_message")
            text = evaluate(message.expression, Scope(instance)).data if message is not None else ""
            why = text if isinstance(text, str) and text else "its validation does not hold"
            instance.report(f"variable {name}: {why}", value.span or block.header, "validation")


def assignments(tree: Tree, directory: str, inputs: Inputs, diagnostics: list[Diagnostic]) -> Assignments:
    """What the user set, by Terraform's precedence: environment, tfvars files, --var-file, --var."""
    found = Assignments()
    for name, text in inputs.environment:
        if name.startswith("TF_VAR_"):
            found[name[7:]] = Words(Source(f"environment {name}", text))
    listing = [name for name, is_directory in tree.listing(directory) if not is_directory]
    prefix = f"{directory}/" if directory else ""
    automatic: list[str] = [n for n in ("terraform.tfvars", "terraform.tfvars.json") if n in listing]
    automatic += sorted(n for n in listing if n.endswith((".auto.tfvars", ".auto.tfvars.json")))
    for path in [*(prefix + name for name in automatic), *inputs.variable_files]:
        read, whole = _file(tree, path, diagnostics)
        if not whole:
            found.clear()
            found.unread = f"may be set in {path}, which could not be read"
        found.update(read)
    for name, text in inputs.variables:
        found[name] = Words(Source(f"--var {name}", text))
    return found


class Words(ast.Expression):
    """A value from the command line or the environment: a text, or an expression where the variable's type is more."""

    __slots__ = ()

    def __init__(self, source: Source) -> None:
        super().__init__(source, 0, len(source.text))

    def read(self) -> ast.Expression:
        """The expression that the words are; their text where they are none."""
        expression, faults = parse_expression(self.source)
        plain = bool(faults) or isinstance(expression, (ast.Name, ast.Attr))
        return expression if expression is not None and not plain else ast.Literal(self.source, 0, self.end, self.text)


def _file(tree: Tree, path: str, diagnostics: list[Diagnostic]) -> tuple[Mapping[str, ast.Expression], bool]:
    """What a variable file sets, and whether all of it could be read."""
    from iacguard.formats.terraform.json_syntax import parse_variables_json

    try:
        source = tree.read(path)
    except UnreadableError as error:
        message = f"the variable file {path} cannot be read: {error}"
        diagnostics.append(Diagnostic(ERROR, "unreadable", message, path=path))
        return {}, False
    body, faults = parse_variables_json(source) if path.endswith(".json") else parse(source)
    diagnostics += faults
    return {name: attribute.expression for name, attribute in body.attributes.items()}, not faults
