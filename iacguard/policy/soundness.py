"""What a rule names outside of its expressions: types that have no table, attributes and rules that are not there."""

from __future__ import annotations

from collections.abc import Iterable

from iacguard.model.nearest import meant
from iacguard.model.report import ERROR, Diagnostic
from iacguard.policy.cel.attributes import no_type, of_type, part
from iacguard.policy.cel.statics import bare, described
from iacguard.policy.rule import Rule
from iacguard.vocabulary.tables import Vocabulary


def faults(rule: Rule, vocabulary: Vocabulary) -> list[Diagnostic]:
    """What is wrong with `resources` and `at` of a rule."""
    found = []
    for name in rule.resources:
        wrong = no_type(name, vocabulary)
        if wrong:
            found.append(_fault(rule, "resources", wrong))
        elif rule.at:
            wrong = _off_path(rule.at, name, vocabulary)
            cure = "name an attribute of the resource, as in a.b"
            found += [_fault(rule, "at", f"at: {wrong}", cure)] if wrong else []
    return found


def _off_path(path: str, type: str, vocabulary: Vocabulary) -> str:
    """What is wrong with the path of an attribute; empty where it is one."""
    kind = of_type(vocabulary.type(type))
    for name in path.split("."):
        kind = bare(kind)
        kind = bare(kind.args[0]) if kind.name == "list" else kind
        if kind.name in ("dyn", "map"):
            return ""
        if kind.name != "message":
            return f"there is no {name} in {described(kind)}"
        found, wrong = part(kind, name)
        if found is None:
            return wrong
        kind = found
    return ""


def implied(rules: Iterable[Rule], ids: Iterable[str]) -> list[Diagnostic]:
    """The rules that others claim to imply and that are not there."""
    there = set(ids)
    found = []
    for rule in rules:
        for id in rule.implies:
            if id == rule.id:
                found.append(_fault(rule, "implies", "it cannot imply itself", f"leave {id} out"))
            elif id not in there:
                cure = meant(id, there, "`iacguard rules` lists those there are")
                found.append(_fault(rule, "implies", f"implies names {id}, and there is no such rule", cure))
    return found


def _fault(rule: Rule, key: str, message: str, cure: str = "") -> Diagnostic:
    span = rule.places.get(key)
    path = "" if span is not None else f"{rule.folder}/rule.yaml"
    return Diagnostic(ERROR, "rule", f"rule {rule.id}: {message}", span, path, cure)
