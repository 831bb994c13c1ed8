"""Parameters: where their values come from, and what their declarations make of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.applying import PLACEHOLDER
from iacguard.formats.cloudformation.intrinsics.strings import split_text
from iacguard.formats.cloudformation.rules import Restriction, restrictions
from iacguard.formats.cloudformation.texts import show, to_text
from iacguard.model.combine import Input, with_mark
from iacguard.model.source import Span
from iacguard.model.value import SENSITIVE, Cause, Choice, Error, Map, Seq, Unknown, Value
from iacguard.model.world import choose, distribute

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

_PREFIXES = {
    "AWS::EC2::Image::Id": "ami-", "AWS::EC2::Instance::Id": "i-", "AWS::EC2::SecurityGroup::Id": "sg-",
    "AWS::EC2::Subnet::Id": "subnet-", "AWS::EC2::Volume::Id": "vol-", "AWS::EC2::VPC::Id": "vpc-",
}  # fmt: skip
"""What the value of a type that CloudFormation checks certainly begins with."""

_LITERAL = re.compile(r"(?:[A-Za-z0-9:/_@ -]|\\[-./:@])*").match
_QUANTIFIED = ("*", "+", "?", "{", "|")


class Constraints:
    """What a declaration says of the values of a parameter."""

    def __init__(self, written: Map) -> None:
        self.written = written
        self.type = self._text("Type") or "String"
        self.allowed = self._list("AllowedValues")
        self.pattern = self._text("AllowedPattern")
        self.shortest = self._number("MinLength")
        self.longest = self._number("MaxLength")
        self.lowest = self._number("MinValue")
        self.highest = self._number("MaxValue")

    def _text(self, name: str) -> str:
        found = self.written.items.get(name)
        return found.data if found is not None and isinstance(found.data, str) else ""

    def _list(self, name: str) -> tuple[tuple[str, Span | None], ...]:
        found = self.written.items.get(name)
        if found is None or not isinstance(found.data, Seq):
            return ()
        return tuple((show(v.data), v.span) for v in found.data.items if isinstance(v.data, (str, int, float)))

    def _number(self, name: str) -> float | None:
        found = self.written.items.get(name)
        data = found.data if found is not None else None
        try:
            return float(data) if isinstance(data, (str, int, float)) else None
        except ValueError:
            return None

    @property
    def element_prefix(self) -> str:
        """What the elements of a list begin with, of which CloudFormation takes at least one; empty of any other."""
        return _PREFIXES.get(self.type[len("List<") : -1], "") if self.type.startswith("List<") else ""

    @property
    def prefix(self) -> str:
        """What a value certainly begins with."""
        return _PREFIXES.get(self.type) or literal_start(self.pattern)

    def refuses(self, text: str) -> str:
        """Why the declaration refuses a value; empty where it allows it, or where that takes a search to tell."""
        if self.allowed and text not in (label for label, _ in self.allowed):
            return f"it is none of {', '.join(label for label, _ in self.allowed[:8])}"
        if self.shortest is not None and len(text) < self.shortest:
            return f"it is shorter than {self.shortest:g}"
        if self.longest is not None and len(text) > self.longest:
            return f"it is longer than {self.longest:g}"
        if not text.startswith(self.prefix):
            return f"it does not begin with {self.prefix}"
        return self._out_of_range(text)

    def _out_of_range(self, text: str) -> str:
        if self.type != "Number":
            return ""
        try:
            number = float(text)
        except ValueError:
            return "it is not a number"
        if self.lowest is not None and number < self.lowest:
            return f"it is less than {self.lowest:g}"
        return f"it is more than {self.highest:g}" if self.highest is not None and number > self.highest else ""


def literal_start(pattern: str) -> str:
    """The text with which everything begins that a pattern matches from its start."""
    pattern = pattern.removeprefix("^")
    if "|" in pattern:
        return ""
    found = _LITERAL(pattern)
    text = found.group() if found is not None else ""
    if pattern[len(text) : len(text) + 1] in _QUANTIFIED and text:
        text = text[: -2 if text[-2:-1] == "\\" else -1]
    return re.sub(r"\\(.)", r"\1", text)


class ParameterInput(Input):
    """The symbol of a parameter without a value, which knows what the declaration refuses."""

    __slots__ = ("constraints", "rules")

    constraints: Constraints
    rules: Sequence[Restriction]

    @property
    def is_single(self) -> bool:
        """Whether CloudFormation makes sure that it is one identifier, which holds no delimiter."""
        return self.constraints.type in _PREFIXES

    @property
    def element_prefix(self) -> str:
        """What each element of a list begins with; empty where that is not known, or the list may be empty."""
        return self.constraints.element_prefix

    def allows(self, text: str) -> bool:
        """Whether a value may be this one."""
        return not self.constraints.refuses(text) and all(rule.allows(text) for rule in self.rules)


def parameter(stack: Stack, name: str) -> Value:
    """The value of a parameter: the parent's argument or the user's, else the default, else decided or unknown."""
    written = stack.template.section("Parameters").items[name]
    constraints = Constraints(written.data)
    here = stack.template.key("Parameters", name)
    value = _filled(_given(stack, name), stack, name, constraints)
    if _flag(written.data, "NoEcho"):
        value = with_mark(value, SENSITIVE)
    return Value(value.data, value.span or here, value.refs, value.origin, value.marks, value.decoded)


def _filled(given: Value | None, stack: Stack, name: str, constraints: Constraints) -> Value:
    """What was given, under the declared type; where an input decides that nothing is, what holds then."""
    if given is not None and given.data.__class__ is Choice:
        options = {label: _filled(option, stack, name, constraints) for label, option in given.data.options.items()}
        chosen = choose(given.data.atom, options)
        return Value(chosen.data, given.span, chosen.refs, given.origin, chosen.marks)
    if given is None or given.data is None:
        written = stack.template.section("Parameters").items[name]
        given = _default(stack, written.data, constraints)
    if given is None:
        return _unset(stack, name, constraints, stack.template.key("Parameters", name))
    return _converted(given, constraints, stack, name)


def _flag(written: Map, name: str) -> bool:
    found = written.items.get(name)
    return found is not None and (found.data is True or found.data == "true")


def _given(stack: Stack, name: str) -> Value | None:
    arguments = stack.arguments
    if arguments is None:
        return stack.deployment.given.value(name)
    found = arguments.items.get(name)
    return Value(arguments.rest) if found is None and arguments.rest is not None else found


def _default(stack: Stack, written: Map, constraints: Constraints) -> Value | None:
    default = written.items.get("Default")
    if default is None or default.data is None:
        return None
    if stack.deployment.inputs.assume_any and constraints.allowed and stack.arguments is None:
        return None
    return default


def _unset(stack: Stack, name: str, constraints: Constraints, here: Span) -> Value:
    """A parameter that nobody set: a decision where its domain is declared, otherwise unknown."""
    atom = stack.prefix + name
    if "::SSM::Parameter::Value<" in constraints.type:
        return stored(stack, name, constraints, here)
    narrowed = restrictions(stack, name) if stack.by_rules and not _is_list(constraints.type) else []
    if narrowed:
        return distribute(
            lambda whens: _open(
                atom, constraints, [c.restriction for c, w in zip(narrowed, whens, strict=True) if w.data is True], here
            ),
            [c.when for c in narrowed],
        )
    return _open(atom, constraints, [], here)


def _open(atom: str, constraints: Constraints, rules: list[Restriction], here: Span) -> Value:
    """An input without a value under what restricts it: its labels where they are known, else an Unknown."""
    labels = dict(constraints.allowed)
    if not labels:
        labels = dict.fromkeys(next((rule.texts for rule in rules if rule.among), ()))
    if labels and not _is_list(constraints.type):
        texts = [text for text in labels if all(rule.allows(text) for rule in rules)] or list(labels)
        options = {text: Value(text, None, (), Value(text, labels[text] or here)) for text in texts}
        return Value(Choice(atom, options), here) if len(options) > 1 else next(iter(options.values()))
    symbol = ParameterInput(atom)
    symbol.constraints, symbol.rules = constraints, rules
    why = Cause(f"the parameter {atom} has no default")
    if _is_list(constraints.type):
        return Value(Unknown(why, symbol, "list", True), here)
    return Value(Unknown(why, symbol, "string", True, constraints.prefix), here)


def stored(stack: Stack, name: str, constraints: Constraints, here: Span) -> Value:
    """A parameter whose value the parameter store holds."""
    kind = "list" if _is_list(constraints.type) else "string"
    inner = constraints.type.partition("<")[2][:-1]
    why = f"the parameter store holds {name}"
    return Value(Unknown(why, stack.symbol(name), kind, True, _PREFIXES.get(inner, "")), here)


def _is_list(type: str) -> bool:
    return "List<" in type or "CommaDelimitedList" in type


def _converted(value: Value, constraints: Constraints, stack: Stack, name: str) -> Value:
    """A value under the declared type: every scalar is a text, and a list is one between commas."""
    data = value.data
    if "::SSM::Parameter::Value<" in constraints.type:
        here = value.span or stack.template.key("Parameters", name)
        looked_up = stored(stack, name, constraints, here)
        return Value(looked_up.data, here, value.refs, value, value.marks)
    if _is_list(constraints.type):
        return _as_list(value)
    if isinstance(data, Seq):
        return value.holding(data)
    text = to_text(value)
    if isinstance(text.data, Error):
        stack.report(f"parameter {name}: {text.data.why}", value.span, "validation")
        return Value(Unknown(text.data.why), value.span, value.refs)
    refused = constraints.refuses(text.data) if isinstance(text.data, str) else ""
    if refused and not stack.is_open:
        default = stack.template.section("Parameters").items[name].data.items.get("Default")
        needed = default is not None and value.span is default.span and constraints.type in _PREFIXES
        code = PLACEHOLDER if needed and not constraints.allowed else "validation"
        stack.report(f"parameter {name} cannot be {text.data!r}: {refused}", value.span, code)
    return text


def _as_list(value: Value) -> Value:
    if isinstance(value.data, Seq) or (isinstance(value.data, Unknown) and value.data.type == "list"):
        return value
    text = to_text(value)
    if isinstance(text.data, Error):
        return Value(Unknown(text.data.why), value.span, value.refs)
    parts = split_text(Value(","), text, value.span)
    if isinstance(parts.data, Seq):
        items = [v.holding(v.data.strip()) if isinstance(v.data, str) else v for v in parts.data.items]
        parts = parts.holding(Seq(items))
    return parts
