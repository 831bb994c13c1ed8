"""Every rule over every resource that it is about: worlds only where an answer hangs on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.plain import plain
from iacguard.model.report import ERROR, Diagnostic, Finding, Tally
from iacguard.model.value import Choice, Unknown, Value
from iacguard.model.world import EMPTY, MAX_COMBINATIONS, World, force
from iacguard.policy import placing
from iacguard.policy.cel.scope import Closure, environment
from iacguard.policy.compiled import Compiled, RuleCompiler, Watcher
from iacguard.policy.decisive import decisive
from iacguard.policy.existence import Existence
from iacguard.policy.host import Host
from iacguard.policy.judgement import Judgement
from iacguard.policy.rule import EVERY, Expression, Rule
from iacguard.vocabulary.seeing import lens
from iacguard.vocabulary.standins import ELSEWHERE
from iacguard.vocabulary.tables import Vocabulary

MAX_EVALUATIONS = 1_000_000
"""Evaluations of one scan; what is left then is unsure."""

PASS, FAIL, UNSURE, NOT_APPLICABLE = "pass", "fail", "unsure", "not applicable"


class Outcome(NamedTuple):
    """What one world says of one requirement, and the value that decided it."""

    world: World
    verdict: str
    value: Value


class Judged(NamedTuple):
    """What judging gave."""

    findings: list[Finding]
    tallies: dict[str, Tally]
    diagnostics: list[Diagnostic]


class Judge:
    """One scan's judging: the lens, the host, and what is left of the budget."""

    def __init__(self, graph: ResourceGraph, vocabulary: Vocabulary) -> None:
        self.graph = graph
        self.lens = lens(graph, vocabulary)
        self.host = Host(self.lens)
        self.vocabulary = vocabulary
        self.existence = Existence()
        self.left = MAX_EVALUATIONS
        self.diagnostics: list[Diagnostic] = []

    def judge(
        self,
        rules: Iterable[Rule],
        definitions: Mapping[str, Expression],
        severities: Mapping[str, str] | None = None,
        params: Mapping[str, Mapping[str, Any]] | None = None,
        checked: bool = True,
        counts: Callable[[Resource], bool] = lambda resource: True,
        watcher: Watcher | None = None,
    ) -> Judged:
        """Findings, counts and what went wrong, of all rules whose resources occur; `counts` says what is counted."""
        compiler = RuleCompiler(definitions, self.vocabulary, checked, watcher)
        findings: list[Finding] = []
        tallies: dict[str, Tally] = {}
        silenced: set[tuple[str, int]] = set()
        for rule in sorted(rules, key=lambda rule: (not rule.implies, rule.id)):
            targets = self._targets(rule)
            if not targets:
                tallies[rule.id] = Tally()
                continue
            compiled = compiler.compile(rule, (params or {}).get(rule.id, {}))
            if compiled is None:
                continue
            severity = (severities or {}).get(rule.id, rule.severity)
            found, verdicts = self._rule(compiled, targets, severity, silenced)
            tallies[rule.id] = _tally(verdict for resource, verdict in verdicts if counts(resource))
            findings += found
        self.diagnostics = compiler.diagnostics + self.diagnostics
        return Judged(placing.fold(findings), dict(sorted(tallies.items())), self.diagnostics)

    def _targets(self, rule: Rule) -> list[Resource]:
        if EVERY in rule.resources:
            return [r for r in self.graph.resources if r.deployed]
        types = dict.fromkeys(map(self.vocabulary.common, rule.resources))
        declared = [r for type in types for r in self.graph.by_type.get(type, ())]
        elsewhere = [] if rule.coded else [r for type in types for r in self.lens.stand_ins.of(type)]
        return declared + elsewhere

    def _rule(
        self, compiled: Compiled, targets: list[Resource], severity: str, silenced: set[tuple[str, int]]
    ) -> tuple[list[Finding], list[tuple[Resource, str]]]:
        rule = compiled.rule
        findings: list[Finding] = []
        verdicts: list[tuple[Resource, str]] = []
        for resource in targets:
            if (rule.id, id(resource)) in silenced:
                verdicts.append((resource, NOT_APPLICABLE))
                continue
            try:
                judgements = self._judgements(compiled, resource)
            except RecursionError:
                self._crashed(rule, resource, "an expression is nested too deeply")
                continue
            except Exception as error:  # a crash of one rule must not lose the others
                self._crashed(rule, resource, f"{type(error).__name__}: {error}")
                continue
            verdicts.append((resource, _worst(judgements)))
            if any(judgement.verdict == FAIL for judgement in judgements):
                silenced.update((implied, id(resource)) for implied in rule.implies)
            seen = self.lens.view(resource)
            found = [judgement for judgement in judgements if judgement.verdict in (FAIL, UNSURE)]
            findings += [placing.finding(rule, severity, resource, seen, judgement) for judgement in found]
        return findings, verdicts

    def _judgements(self, compiled: Compiled, resource: Resource) -> list[Judgement]:
        if compiled.check is None:
            asked = enumerate(compiled.require)
            judgements = [self.requirement(compiled, require, resource)._replace(part=part) for part, require in asked]
            sure = resource.body.data is ELSEWHERE  # of a stand-in only what a satellite says is of interest
            return [j for j in judgements if j.verdict != UNSURE] if sure else judgements
        if force(resource.when, EMPTY).data is False:
            return []
        defects = compiled.check(resource, self.graph, plain(compiled.params))
        found = [
            Judgement(UNSURE if isinstance(value.data, Unknown) else FAIL, value, message=message)
            for value, message in defects
        ]
        return found or [Judgement(PASS, Value(None, resource.span))]

    def _crashed(self, rule: Rule, resource: Resource, why: str) -> None:
        message = f"rule {rule.id} crashed on {resource.address}: {why}"
        self.diagnostics.append(Diagnostic(ERROR, "rule-crash", message, resource.span, cure="report this"))

    def requirement(self, compiled: Compiled, require: Closure, resource: Resource) -> Judgement:
        """One requirement of a rule over one resource, in every world that matters."""
        todo = [World()]
        outcomes: list[Outcome] = []
        spent = 0
        while todo:
            world = todo.pop()
            spent += 1
            self.left -= 1
            outcome, pending = self._evaluate(compiled, require, resource, world)
            if pending is not None:
                if self.left <= 0:
                    outcome = Outcome(world, UNSURE, Value(Unknown("the budget of this scan is spent"), resource.span))
                elif spent + len(todo) < MAX_COMBINATIONS:
                    todo += reversed(world.split(pending))
                    continue
                else:
                    why = Unknown(f"more than {MAX_COMBINATIONS} combinations of inputs")
                    outcome = Outcome(world, UNSURE, Value(why, outcome.value.span))
            if outcome.verdict != FAIL:
                outcomes.append(outcome)
            elif not world and self.existence.is_sure(resource.when):
                return Judgement(FAIL, outcome.value, self.existence.decisive(resource.when))
            else:
                outcomes += self._where_it_exists(outcome, resource)
        return _together(outcomes)

    def _where_it_exists(self, failed: Outcome, resource: Resource) -> Iterator[Outcome]:
        """A failure in each of the worlds in which the resource exists; the rest of `failed.world` is not about it."""
        for world, exists in self.existence.within(resource.when, failed.world):
            if exists.data is True:
                yield Outcome(world, FAIL, failed.value)
            else:
                yield Outcome(world, NOT_APPLICABLE if exists.data is False else UNSURE, exists)

    def _evaluate(
        self, compiled: Compiled, require: Closure, resource: Resource, world: World
    ) -> tuple[Outcome, Choice | None]:
        """What one world says as if the resource existed; that is asked only of what fails."""
        exists = force(resource.when, world)
        if exists.data is False:
            return Outcome(world, NOT_APPLICABLE, exists), None
        seen = self.lens.view(resource)
        env = environment(world, self.host, seen, compiled.params)
        if compiled.when is not None:
            applies = compiled.when(env)
            if applies.data is False:
                return Outcome(world, NOT_APPLICABLE, applies), None
            if applies.data is not True:
                pending = _pending(applies)
                if pending is None and require(env).data is True:
                    return Outcome(world, PASS, applies), None
                return Outcome(world, UNSURE, applies), pending
        result = require(env)
        if result.data is True:
            return Outcome(world, PASS, result), None
        return Outcome(world, FAIL if result.data is False else UNSURE, result), _pending(result)


def _pending(value: Value) -> Choice | None:
    return value.data.pending if value.data.__class__ is Unknown else None


def _together(outcomes: list[Outcome]) -> Judgement:
    """The verdict over all worlds; not applicable counts as pass beside failures."""
    kinds = {outcome.verdict for outcome in outcomes}
    if not outcomes or kinds == {NOT_APPLICABLE}:
        return Judgement(NOT_APPLICABLE, outcomes[0].value if outcomes else Value(None))
    if kinds <= {PASS, NOT_APPLICABLE}:
        return Judgement(PASS, outcomes[0].value)
    failed = [outcome for outcome in outcomes if outcome.verdict == FAIL]
    if failed:
        worlds = () if kinds == {FAIL} else decisive([(o.world, o.verdict == FAIL) for o in outcomes])
        return Judgement(FAIL, failed[0].value, worlds)
    unsure = next(outcome for outcome in outcomes if outcome.verdict == UNSURE)
    return Judgement(UNSURE, unsure.value)


def _worst(judgements: list[Judgement]) -> str:
    verdicts = {judgement.verdict for judgement in judgements}
    return next((v for v in (FAIL, UNSURE, PASS) if v in verdicts), NOT_APPLICABLE)


def _tally(verdicts: Iterable[str]) -> Tally:
    found = Counter(verdicts)
    return Tally(found[PASS], found[FAIL], found[UNSURE], found[NOT_APPLICABLE])
