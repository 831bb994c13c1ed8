"""Which rules are meant by a profile, and by the words of a config, a comment or a command line."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

from iacguard.model.nearest import meant
from iacguard.model.report import ERROR, Diagnostic
from iacguard.policy.catalogue import Catalogue
from iacguard.policy.rule import DEFAULT_PROFILE, Rule

CUMULATIVE = ("strict", "regulated")
"""Profiles that add to the default one; every other named profile stands alone."""


def select(
    catalogue: Catalogue, profile: str = "", enable: Iterable[str] = (), disable: Iterable[str] = ()
) -> list[Rule]:
    """The rules of a profile, with what was switched on and off by id, `family/*` or practice."""
    wanted, unwanted = list(enable), list(disable)
    return [
        rule
        for rule in catalogue.rules
        if (in_profile(rule, profile) or any(names(rule, word) for word in wanted))
        and not any(names(rule, word) for word in unwanted)
    ]


def unknown_words(catalogue: Catalogue, profile: str, words: Iterable[tuple[str, str]]) -> list[Diagnostic]:
    """Errors for a profile that nobody defines and for (word, what names it) pairs that name no rule."""
    known = profiles(catalogue)
    faults = []
    if profile and profile not in known:
        cure = meant(profile, known, f"there are {', '.join(known)}")
        faults.append(Diagnostic(ERROR, "config", f"there is no profile {profile}", cure=cure))
    ids = [rule.id for rule in catalogue.rules]
    for word, where in dict.fromkeys(words):
        if not any(names(rule, word) for rule in catalogue.rules):
            message = f"{where} names {word}, and there is no such rule"
            faults.append(Diagnostic(ERROR, "config", message, cure=meant(word, ids, "`iacguard rules` lists them")))
    return faults


def in_profile(rule: Rule, profile: str) -> bool:
    """Whether a profile holds a rule."""
    if profile == "all":
        return True
    if profile == "minimal":
        return DEFAULT_PROFILE in rule.profiles and rule.severity in ("critical", "high")
    if not profile or profile == DEFAULT_PROFILE:
        return DEFAULT_PROFILE in rule.profiles
    return profile in rule.profiles or (profile in CUMULATIVE and DEFAULT_PROFILE in rule.profiles)


def profiles(catalogue: Catalogue) -> list[str]:
    """Every profile there is."""
    return sorted({"all", "minimal", DEFAULT_PROFILE} | {name for rule in catalogue.rules for name in rule.profiles})


def names(rule: Rule, word: str) -> bool:
    """Whether a word of a selection names a rule: its id, a pattern, its family, a practice, or what others call it."""
    return (
        fnmatch.fnmatchcase(rule.id, word)
        or fnmatch.fnmatchcase(f"{rule.family}/{rule.id}", word)
        or word == rule.family
        or word in rule.aliases
        or word in rule.references
        or word in rule.practices
    )
