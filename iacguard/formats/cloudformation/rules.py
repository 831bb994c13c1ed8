"""The Rules section: what it asserts narrows what parameters may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iacguard.formats.cloudformation.intrinsics.conditions import condition
from iacguard.formats.cloudformation.texts import show
from iacguard.model.graph import TRUE
from iacguard.model.report import NOTE, Diagnostic
from iacguard.model.value import Map, Seq, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


class Restriction(NamedTuple):
    """What an assertion says of one parameter: it is among some texts, or none of them."""

    parameter: str
    texts: tuple[str, ...]
    among: bool

    def allows(self, text: str) -> bool:
        """Whether a value keeps to it."""
        return (text in self.texts) is self.among


class Conditional(NamedTuple):
    """A restriction and the condition under which it holds."""

    when: Value
    restriction: Restriction


def restrictions(stack: Stack, parameter: str) -> list[Conditional]:
    """What the rules of a template say of a parameter; conditions see parameters as if there were no rules."""
    found: list[Conditional] = []
    for rule in stack.template.section("Rules").items.values():
        named = [r for r in _asserted(rule.data) if r.parameter == parameter]
        if named:
            written = rule.data.items.get("RuleCondition")
            when = condition(written, stack.before_rules) if written is not None else TRUE
            found += [Conditional(when, restriction) for restriction in named]
    return found


def _asserted(rule: Map) -> list[Restriction]:
    assertions = rule.items.get("Assertions")
    found: list[Restriction] = []
    for entry in assertions.data.items if assertions is not None and isinstance(assertions.data, Seq) else ():
        asserted = entry.data.items.get("Assert") if isinstance(entry.data, Map) else None
        if asserted is not None:
            found += _read(asserted)
    return found


def _read(node: Value) -> list[Restriction]:
    """The restrictions that follow from an assertion; none where it says something else."""
    name, parts = _call(node)
    if name == "Fn::And":
        return [restriction for part in parts for restriction in _read(part)]
    if name == "Fn::Contains" and len(parts) == 2 and isinstance(parts[0].data, Seq):
        return _restriction(parts[1], list(parts[0].data.items), True)
    if name == "Fn::Equals" and len(parts) == 2:
        return _restriction(parts[0], [parts[1]], True) or _restriction(parts[1], [parts[0]], True)
    if name == "Fn::Or":
        return _one_of([_read(part) for part in parts])
    if name == "Fn::Not" and len(parts) == 1:
        inner = _read(parts[0])
        return [inner[0]._replace(among=not inner[0].among)] if len(inner) == 1 else []
    return []


def _one_of(options: list[list[Restriction]]) -> list[Restriction]:
    """Either of several sets for one parameter is their union."""
    if not options or any(len(option) != 1 or not option[0].among for option in options):
        return []
    names = {option[0].parameter for option in options}
    if len(names) != 1:
        return []
    return [Restriction(names.pop(), tuple(text for option in options for text in option[0].texts), True)]


def _call(node: Value) -> tuple[str, list[Value]]:
    if not isinstance(node.data, Map) or len(node.data.items) != 1:
        return "", []
    name, argument = next(iter(node.data.items.items()))
    return name, list(argument.data.items) if isinstance(argument.data, Seq) else []


def _restriction(asked: Value, literals: list[Value], among: bool) -> list[Restriction]:
    if not isinstance(asked.data, Map) or list(asked.data.items) != ["Ref"]:
        return []
    name = asked.data.items["Ref"].data
    if not isinstance(name, str) or not all(isinstance(v.data, (str, bool, int, float)) for v in literals):
        return []
    return [Restriction(name, tuple(show(v.data) for v in literals), among)]


def broken(stack: Stack) -> None:
    """Note the rules that the parameters, as far as they are known, do not keep to."""
    for name, rule in stack.template.section("Rules").items.items():
        written = rule.data.items.get("RuleCondition")
        if written is not None and condition(written, stack).data is not True:
            continue
        assertions = rule.data.items.get("Assertions")
        for entry in assertions.data.items if assertions is not None and isinstance(assertions.data, Seq) else ():
            asserted = entry.data.items.get("Assert") if isinstance(entry.data, Map) else None
            if asserted is not None and condition(asserted, stack).data is False:
                text = entry.data.items.get("AssertDescription")
                why = text.data if text is not None and isinstance(text.data, str) else "its assertion does not hold"
                message = f"the parameters break the rule {name}: {why}"
                stack.deployment.report(Diagnostic(NOTE, "validation", message, asserted.span or entry.span))
