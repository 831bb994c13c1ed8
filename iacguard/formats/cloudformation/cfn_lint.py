"""cfn-lint's own findings in the same report: what CloudFormation would refuse, under ids like `cfn-lint/E3002`.

cfn-lint is imported when an `Engine` is made, and its rules are made once for all templates. Of the project's
`.cfnlintrc` only what chooses among its rules is taken: no rules of the scanned tree are ever loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Any

from iacguard.formats.base import Inputs, Linted
from iacguard.formats.cloudformation.template import looks_like_template
from iacguard.model.address import stack
from iacguard.model.report import ERROR, Diagnostic, Finding, RuleInfo, fingerprint
from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import Map, Seq, Value

PREFIX = "cfn-lint/"
INSTALL = "pip install 'iacguard[cfn-lint]'"
SEVERITIES = {"error": "high", "warning": "low", "informational": "info"}
"""What cfn-lint calls an error keeps a stack from being deployed."""
MAX_MESSAGE = 300
_SETTINGS = ("ignore_checks", "include_checks", "mandatory_checks", "regions")
_CONFIGS = (".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml")
_UNREAD = ("E0000",)
"""Texts that cannot be read: this program says so itself."""


def lint(tree: Tree, paths: Iterable[str], inputs: Inputs) -> Linted:
    """cfn-lint's findings in those of the named files that are templates; an error where it is not installed."""
    if find_spec("cfnlint") is None:
        return Linted([], [], [Diagnostic(ERROR, "cfn-lint", "cfn-lint is not installed", cure=INSTALL)])
    settings, diagnostics = _settings(tree)
    engine = Engine({**settings, **({"regions": [inputs.region]} if inputs.region else {})})
    findings: list[Finding] = []
    for path in paths:
        try:
            source = tree.read(path)
        except UnreadableError:
            continue
        if looks_like_template(source.text):
            found, fault = engine.lint(source)
            findings += found
            diagnostics += [fault] if fault is not None else []
    used = {finding.rule for finding in findings}
    return Linted(findings, [info for info in engine.rules() if info.id in used], diagnostics)


class Engine:
    """cfn-lint with its rules, for any number of templates. Raises ImportError where it is not installed."""

    def __init__(self, settings: dict[str, Any]) -> None:
        import logging

        from cfnlint.config import _DEFAULT_RULESDIR, ConfigMixIn
        from cfnlint.rules import Rules

        logging.getLogger("cfnlint").setLevel(logging.CRITICAL)

        # the settings that were given, and none of a file that happens to be near
        self._config: Any = type("Config", (ConfigMixIn,), {"_find_config": lambda self: ("", "")})
        self._settings = {"regions": ["us-east-1"], **settings}
        self._rules = Rules.create_from_directory(_DEFAULT_RULESDIR)

    def lint(self, source: Source) -> tuple[list[Finding], Diagnostic | None]:
        """The findings in one template; a diagnostic where cfn-lint could not judge it."""
        from cfnlint.decode import decode_str
        from cfnlint.runner.template import run_template_by_data

        try:
            template, unread = decode_str(source.text)
            if unread or template is None:
                return [], None
            matches = list(run_template_by_data(template, self._config(**self._settings), self._rules))
        except Exception as error:  # others' code: whatever it raises is no reason to lose the report
            message = f"cfn-lint crashed: {type(error).__name__}: {error}"
            return [], Diagnostic(ERROR, "cfn-lint", message, Span(source, 0, 0), cure="report it to cfn-lint")
        found = (_finding(match, source, template) for match in matches if match.rule.id not in _UNREAD)
        return list(_numbered(found)), None

    def rules(self) -> Iterator[RuleInfo]:
        """Every rule of cfn-lint."""
        for rule in self._rules.values():
            yield RuleInfo(
                PREFIX + rule.id, rule.shortdesc, SEVERITIES.get(rule.severity, "low"), ("code",), rule.description,
                references=(rule.source_url,) if rule.source_url else (), family="cfn-lint",
            )  # fmt: skip


def _finding(match: Any, source: Source, template: Any) -> Finding:
    path = list(getattr(match, "path", None) or ())
    in_resource = len(path) > 1 and path[0] == "Resources"
    address = str(stack(source.path, (), str(path[1]))) if in_resource else str(path[0]) if path else source.path
    resource = template.get("Resources", {}).get(path[1]) if in_resource else None
    kind = resource.get("Type") if isinstance(resource, dict) else None
    attribute = ".".join(str(part) for part in path[3 if in_resource else 1 :] if not isinstance(part, int))
    start = source.offset(match.linenumber, match.columnnumber)
    end = source.offset(match.linenumberend, match.columnnumberend)
    return Finding(
        rule=PREFIX + match.rule.id, severity=SEVERITIES.get(match.rule.severity, "low"), practices=("code",),
        verdict="fail", address=address, addresses=(address,), type=kind if isinstance(kind, str) else "template",
        span=Span(source, start, max(start, min(end, len(source.text)))), message=_short(match.message),
        attribute=attribute, scope=source.path,
        fingerprint=fingerprint(PREFIX + match.rule.id, source.path, address, attribute),
    )  # fmt: skip


def _short(message: str) -> str:
    """A message without the tail of a long list of what is allowed."""
    return message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE].rpartition(", ")[0] + ", …"


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Equal fingerprints are told apart by their count, in the order of the file."""
    counts: dict[str, int] = {}
    for found in sorted(findings, key=lambda found: (found.span.start, found.rule, found.message)):
        count = counts[found.fingerprint] = counts.get(found.fingerprint, 0) + 1
        yield found._replace(fingerprint=f"{found.fingerprint}:{count}")


def _settings(tree: Tree) -> tuple[dict[str, Any], list[Diagnostic]]:
    """What the `.cfnlintrc` at the root of the tree says of which rules to run where."""
    path = next((name for name in _CONFIGS if tree.is_file(name)), None)
    if path is None:
        return {}, []
    from iacguard.syntax import yaml

    try:
        body, faults = yaml.load(tree.read(path))
    except UnreadableError as error:
        return {}, [Diagnostic(ERROR, "unreadable", f"{path} cannot be read: {error}", path=path)]
    items = body.data.items if body is not None and isinstance(body.data, Map) else {}
    return {name: _texts(items[name]) for name in _SETTINGS if name in items}, faults


def _texts(value: Value) -> list[str]:
    items = value.data.items if isinstance(value.data, Seq) else [value]
    return [str(item.data) for item in items]
