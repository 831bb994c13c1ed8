"""A rule ready to judge: its expressions as closures, checked when they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from iacguard.model.plain import lift
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.value import Error, Value
from iacguard.policy.cel import compiler, plain
from iacguard.policy.cel.ast import Node
from iacguard.policy.cel.compiler import FIRST, CelTypeError, Closure, Env, Scope
from iacguard.policy.cel.scope import Watch
from iacguard.policy.coded import Check, load
from iacguard.policy.rule import Expression, Rule
from iacguard.vocabulary.tables import Vocabulary

Watcher = Callable[[Expression], Watch]
"""From an expression to what watches the closures of its parts."""
CURE = "`iacguard eval --trace EXPRESSION FILE` shows what each part is; docs/cel.md has the language"
_CURES = ("; ", "did you mean", "is written", "as in ", "write ", "has only")
"""By what a message shows that it tells the cure itself."""
SLOTS = {"resource": FIRST, "params": FIRST + 1}


def _broken(env: Env) -> Value:
    return Value(Error("the rule cannot work"))


class Compiled(NamedTuple):
    """`when` and each `require` as closures, or the rule's own check, and the parameters in force."""

    rule: Rule
    when: Closure | None
    require: tuple[Closure, ...]
    params: Value
    check: Check | None = None


class RuleCompiler:
    """Compiles the rules of one catalogue; what cannot work becomes a diagnostic with its place."""

    def __init__(
        self,
        definitions: Mapping[str, Expression],
        vocabulary: Vocabulary,
        checked: bool = True,
        watcher: Watcher | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.checked = checked
        self.watcher = watcher
        self.diagnostics: list[Diagnostic] = []
        self.named = definitions
        self.definitions: dict[str, Node] = {}
        for name, definition in definitions.items():
            node = self._parse(definition, f"definition {name}")
            if node is not None:
                self.definitions[name] = node
        self.scope = Scope(SLOTS, self.definitions, trusted=not checked)

    def compile(self, rule: Rule, params: Mapping[str, Any]) -> Compiled | None:
        """A rule ready to judge; None, with diagnostics, where an expression cannot work."""
        if self.checked and not self._named(rule):
            return None
        given = {name: params.get(name, param.default) for name, param in rule.params.items()}
        if rule.coded:
            return self._coded(rule, lift(given))
        when = self._closure(rule.when, rule) if rule.when is not None else None
        later = when is not None and not self.checked and self.watcher is None
        closures = [(self._later if later else self._closure)(part, rule) for part in rule.require]
        require = tuple(closure for closure in closures if closure is not None)
        if len(require) < len(closures) or (when is None and rule.when is not None):
            return None
        return Compiled(rule, when, require, lift(given))

    def _named(self, rule: Rule) -> bool:
        """Whether the types and attributes that a rule names are there."""
        from iacguard.policy.soundness import faults

        found = faults(rule, self.vocabulary)
        self.diagnostics += found
        return not found

    def _coded(self, rule: Rule, params: Value) -> Compiled | None:
        try:
            return Compiled(rule, None, (), params, load(rule))
        except Exception as error:  # whatever the module of an extension raises costs that rule alone
            message = f"rule {rule.id}: its rule.py does not load: {type(error).__name__}: {error}"
            self.diagnostics.append(Diagnostic(ERROR, "rule", message, path=rule.folder))
            return None

    def _parse(self, expression: Expression, what: str) -> Node | None:
        if expression.tree is not None and self.watcher is None and not self.checked:
            return plain.decode(expression.tree)
        from iacguard.policy.cel.parser import CelSyntaxError, parse

        try:
            return parse(expression.text)
        except CelSyntaxError as error:
            self._fault(str(error), error.at, expression, what)
            return None

    def _closure(self, expression: Expression, rule: Rule) -> Closure | None:
        node = self._parse(expression, f"rule {rule.id}")
        if node is None:
            return None
        try:
            if self.checked and not self._sound(node, expression, rule):
                return None
            scope = self.scope if self.watcher is None else self.scope.watched(self.watcher(expression))
            return compiler.program(node, scope)
        except CelTypeError as error:
            self._fault(str(error), error.at, expression, f"rule {rule.id}")
            return None

    def _later(self, expression: Expression, rule: Rule) -> Closure:
        """A closure that is made when `when` first lets it through, as most never are; for what was checked before."""
        made: Closure | None = None

        def closure(env: Env) -> Value:
            nonlocal made
            if made is None:
                made = self._closure(expression, rule) or _broken
            return made(env)

        return closure

    def _sound(self, node: Node, expression: Expression, rule: Rule) -> bool:
        """Whether an expression can work over the types of its rule; built-in ones were checked before."""
        from iacguard.policy.cel.checker import check

        defaults = {name: param.default for name, param in rule.params.items()}
        wrong = check(node, rule.resources, self.vocabulary, self.definitions, defaults)
        for fault in wrong:
            where = self.named[fault.definition] if fault.definition else expression
            what = f"definition {fault.definition}" if fault.definition else f"rule {rule.id}"
            self._fault(fault.message, fault.at, where, what)
        return not wrong

    def _fault(self, message: str, at: int, expression: Expression, what: str) -> None:
        span = expression.place(at)
        where = f" (in {expression.text.strip()!r}, character {at + 1})" if span is None else ""
        cure = "" if any(word in message for word in _CURES) else CURE
        found = Diagnostic(ERROR, "rule", f"{what}: {message}{where}", span, cure=cure)
        if found not in self.diagnostics:  # of a definition that several rules use
            self.diagnostics.append(found)


def broken(
    rules: Iterable[Rule], known: Iterable[str], definitions: Mapping[str, Expression], vocabulary: Vocabulary
) -> tuple[set[str], list[Diagnostic]]:
    """The ids of those rules that cannot work, and every fault in them. `known` are the ids of all rules there are."""
    from iacguard.policy.soundness import implied

    rules = list(rules)
    compiler = RuleCompiler(definitions, vocabulary)
    ids = {rule.id for rule in rules if compiler.compile(rule, {}) is None}
    return ids, compiler.diagnostics + implied(rules, known)
