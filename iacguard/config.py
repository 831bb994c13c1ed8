""".iacguard.yaml: which rules, how bad, with which parameters, on which paths.

The file nearest to what is scanned wins, up to the scan root; nothing is merged but what `extend` names. A config is
data: it can name folders of YAML rules inside the root, never code.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from iacguard.model.nearest import meant
from iacguard.model.plain import plain
from iacguard.model.report import ERROR, NOTHING, SEVERITIES, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree, UnreadableError, join
from iacguard.model.value import Map, Seq, Value
from iacguard.policy.waivers import ConfigWaiver

NAMES = (".iacguard.yaml", ".iacguard.yml")
KEYS = ("extend", "profile", "enable", "disable", "severity", "params", "exclude", "ignore", "fail_on", "rules")
WAIVER_KEYS = ("rules", "addresses", "paths", "reason", "until")


class Config(NamedTuple):
    """What a config file says; every field has the value that holds without one.

    `severity` and `params` are by rule id. `exclude` are globs over paths from the scan root. `rules` are folders of
    rules, from the scan root. `path` is the file it came from, or "".
    """

    profile: str = ""
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    severity: Mapping[str, str] = NOTHING
    params: Mapping[str, Mapping[str, Any]] = NOTHING
    exclude: tuple[str, ...] = ()
    ignore: tuple[ConfigWaiver, ...] = ()
    fail_on: str = ""
    rules: tuple[str, ...] = ()
    path: str = ""

    def words(self) -> list[tuple[str, str]]:
        """Every word that has to name a rule, with the key that says it."""
        where = {"enable": self.enable, "disable": self.disable, "severity": self.severity, "params": self.params}
        return [(word, key) for key, words in where.items() for word in words]


def find(tree: Tree, directory: str) -> str:
    """The path of the config that holds for a directory: the nearest one above, or ""."""
    while True:
        for name in NAMES:
            path = f"{directory}/{name}" if directory else name
            if tree.is_file(path):
                return path
        if not directory:
            return ""
        directory = directory.rpartition("/")[0]


def load(tree: Tree, path: str, seen: tuple[str, ...] = ()) -> tuple[Config, list[Diagnostic]]:
    """The config of one file with all that it extends, and every fault in it."""
    from iacguard.syntax import yaml

    try:
        source = tree.read(path)
    except UnreadableError as error:
        return Config(), [Diagnostic(ERROR, "config", f"the config cannot be read: {error}", path=path)]
    value, diagnostics = yaml.load(source)
    reader = _Reader(source, value)
    reader.faults += diagnostics
    own = reader.read(path)
    base = Config()
    for extended, span in reader.extended:
        target = join(path.rpartition("/")[0], extended)
        if target is None or target in (*seen, path):
            reader.fault(f"{extended} cannot be extended from here", span, "name a file inside the scan root")
            continue
        base, faults = load(tree, target, (*seen, path))
        reader.faults += faults
    return _over(base, own), reader.faults


def _over(base: Config, own: Config) -> Config:
    """What `own` says over what it extends: words replace, lists and mappings add."""
    return own._replace(
        profile=own.profile or base.profile,
        enable=(*base.enable, *own.enable),
        disable=(*base.disable, *own.disable),
        severity={**base.severity, **own.severity},
        params={**base.params, **own.params},
        exclude=(*base.exclude, *own.exclude),
        ignore=(*base.ignore, *own.ignore),
        fail_on=own.fail_on or base.fail_on,
        rules=(*base.rules, *own.rules),
    )


class _Reader:
    def __init__(self, source: Source, value: Value | None) -> None:
        self.source = source
        self.items = value.data.items if value is not None and isinstance(value.data, Map) else {}
        self.keys = (value.data.keys or {}) if value is not None and isinstance(value.data, Map) else {}
        self.faults: list[Diagnostic] = []
        self.extended: list[tuple[str, Span | None]] = []
        if value is not None and value.data is not None and not isinstance(value.data, Map):
            self.fault("a config is a mapping of keys to values", value.span)

    def fault(self, message: str, span: Span | None, cure: str = "") -> None:
        self.faults.append(Diagnostic(ERROR, "config", message, span, path="" if span else self.source.path, cure=cure))

    def read(self, path: str) -> Config:
        self._known(self.items, self.keys, KEYS, "a config")
        self.extended = [(text, self.items["extend"].span) for text in self.texts("extend")]
        folder = path.rpartition("/")[0]
        return Config(
            profile=self.word("profile"),
            enable=self.texts("enable"),
            disable=self.texts("disable"),
            severity=self.severities(),
            params=self.params(),
            exclude=self.texts("exclude"),
            ignore=self.waivers(),
            fail_on=self.word("fail_on", (*SEVERITIES, "never")),
            rules=tuple(filter(None, (join(folder, name) for name in self.texts("rules")))),
            path=path,
        )

    def _known(self, items: Iterable[str], keys: Any, known: tuple[str, ...], what: str) -> None:
        for name in items:
            if name not in known:
                cure = meant(name.replace("-", "_"), known, f"known are {', '.join(known)}")
                self.fault(f"{what} has no key {name}", keys.get(name), cure)

    def word(self, name: str, words: tuple[str, ...] = ()) -> str:
        value = self.items.get(name)
        if value is None or value.data is None:
            return ""
        return self._one_of(value, name, words)

    def _one_of(self, value: Value, name: str, words: tuple[str, ...]) -> str:
        if not isinstance(value.data, str) or (words and value.data not in words):
            cure = meant(value.data, words, f"it is one of {', '.join(words)}" if words else "")
            self.fault(f"{name} cannot be {plain(value)!r}", value.span, cure)
            return ""
        return value.data

    def texts(self, name: str, items: dict[str, Value] | None = None) -> tuple[str, ...]:
        value = (self.items if items is None else items).get(name)
        if value is None or value.data is None:
            return ()
        parts = value.data.items if isinstance(value.data, Seq) else (value,)
        if not all(isinstance(part.data, str) for part in parts):
            self.fault(f"{name} is a list of texts", value.span, f"write {name}: [one, two]")
            return ()
        return tuple(part.data for part in parts)

    def mapping(self, name: str) -> dict[str, Value]:
        value = self.items.get(name)
        if value is None or value.data is None:
            return {}
        if not isinstance(value.data, Map):
            self.fault(f"{name} is a mapping by rule id", value.span)
            return {}
        return dict(value.data.items)

    def severities(self) -> dict[str, str]:
        words = {rule: self._one_of(value, "severity", SEVERITIES) for rule, value in self.mapping("severity").items()}
        return {rule: word for rule, word in words.items() if word}

    def params(self) -> dict[str, dict[str, Any]]:
        out: dict[str, dict[str, Any]] = {}
        for rule, value in self.mapping("params").items():
            if isinstance(value.data, Map):
                out[rule] = {name: plain(inner) for name, inner in value.data.items.items()}
            else:
                self.fault(f"the parameters of {rule} are a mapping of names to values", value.span)
        return out

    def waivers(self) -> tuple[ConfigWaiver, ...]:
        value = self.items.get("ignore")
        if value is None or value.data is None:
            return ()
        if not isinstance(value.data, Seq):
            self.fault("ignore is a list of {rules, addresses, paths, reason, until}", value.span)
            return ()
        return tuple(made for made in map(self.waiver, value.data.items) if made is not None)

    def waiver(self, value: Value) -> ConfigWaiver | None:
        if not isinstance(value.data, Map):
            self.fault("an entry of ignore is a mapping", value.span, "write - rules: [rule-id]")
            return None
        items = dict(value.data.items)
        self._known(items, value.data.keys or {}, WAIVER_KEYS, "an entry of ignore")
        rules = self.texts("rules", items)
        if not rules:
            self.fault("this entry of ignore names no rules", value.span, "add rules: [rule-id]")
            return None
        reason = items["reason"].data if "reason" in items else ""
        until = self.date(items.get("until"))
        addresses, paths = self.texts("addresses", items), self.texts("paths", items)
        return ConfigWaiver(rules, addresses, paths, str(reason or ""), until, value.span)

    def date(self, value: Value | None) -> datetime.date | None:
        if value is None or value.data is None:
            return None
        try:
            return datetime.date.fromisoformat(str(value.data))
        except ValueError:
            self.fault(f"{value.data} is not a date", value.span, "write until: 2027-01-31")
            return None
