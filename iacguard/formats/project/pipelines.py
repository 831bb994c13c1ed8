"""CI files: what each of them does with the infrastructure, read from the commands that it runs.

A fact is true at the place of the command that shows it. It is false only where everything that the pipeline runs
could be read: a make target or a script in the tree is read too, one that is not there leaves the fact unknown.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import Map, Seq, Unknown, Value

_STEP = r"(?m)^.*\b(?:task|name|image|uses)\b.*[Tt]erraform.*$"
_STEP_WORDS = {"plans": "plan", "applies": "apply", "validates": "validate"}
_STEP_LINES = 8
"""Lines below a step that names Terraform on which its command may stand: tasks of Azure, steps of Cloud Build."""
MOST_ALIKE = 8
"""Files of one name that are read where a command does not say in which directory it runs."""
Scripts = Mapping[str, Sequence[str]]
"""Paths of scripts by file name."""
NO_SCRIPTS: Scripts = {}
_TEMPORARY = r"(?i)SESSION_TOKEN|session-token"
"""What stands beside keys that expire: those that last for ever come without a token of the session."""
_MADE = r"=\s*[\"']?(?:\$\(|`)|\bunset\b"
"""A line that takes a key from the answer of a command, or drops it."""
_BESIDE = 3
"""Lines around a key on which its token may stand."""
DEPTH = 3
"""How many files deep commands are followed: pipeline, make target, script."""

_TF = r"(?:terraform|tofu|terragrunt)\b[^\n|;&]*?"
FACTS = {
    "plans": rf"\b{_TF}\bplan\b|create-change-set|--no-execute-changeset|\bcdk diff\b|terraform-plan|tofu-plan"
    r"|gcloud infra-manager previews|atlantis plan",
    "applies": rf"\b{_TF}\bapply\b|terraform-apply|cloudformation[\s/-]+(?:deploy|create-stack|update-stack)"
    r"|execute-change-set|\b(?:sam|cdk|rain) deploy\b|aws-cloudformation-github-deploy",
    "validates": rf"\b{_TF}\b(?:validate|fmt)\b|\bcfn-lint\b|\btflint\b|sam validate|validate-template"
    r"|terraform-(?:validate|fmt)|terraform_(?:validate|fmt)|\bcfn_nag",
    "scans": r"\bcheckov\b|\btfsec\b|\btrivy\b|\bkics\b|\biacguard\b|\bterrascan\b|\bcfn-guard\b|\bcfn[_-]nag\b"
    r"|\bconftest\b|\bopa (?:eval|test)\b|snyk iac|snyk/actions/iac|\bsemgrep\b|\bregula\b|cdk-nag",
    "tests": rf"\b{_TF}\btest\b|\bgo test\b|\bpytest\b|\btaskcat\b|\bterratest\b|\btox\b|\bnox\b|\bunittest\b"
    r"|\bkitchen test\b|\bmake (?:\S+ )*test\S*|\bcfn-guard\b|\bopa test\b|\bconftest (?:test|verify)\b|\bbats\b",
    "auto_approves": r"-auto-approve\b|--require-approval never",
    "detects_drift": r"-detailed-exitcode|detect-stack-drift|\bdriftctl\b|terraform-(?:check|drift)|drift-detect",
    "long_lived_keys": r"AWS_SECRET_ACCESS_KEY|aws-secret-access-key|ARM_CLIENT_SECRET|GOOGLE_CREDENTIALS\b"
    r"|credentials_json|AZURE_CREDENTIALS",
    "federates": r"role-to-assume|workload_identity_provider|id-token|id_tokens|assume-role-with-web-identity"
    r"|AWS_WEB_IDENTITY_TOKEN_FILE|ARM_USE_OIDC|AssumeRoleWithWebIdentity|oidc:",
    "gated": r"^\s*-?\s*environment:|when:\s*manual|type:\s*approval|trigger:\s*manual|ManualValidation@"
    r"|manual-approval|\binput\s*[({]|block:",
}
"""What the text of a pipeline shows."""
ALONE = ("long_lived_keys", "federates", "gated", "auto_approves")
"""Facts that the pipeline file alone can show."""
_CALLS = (
    r"(?m)\bmake(?=\s|$)(?P<make>)|(?:^|[\s;&|\"'])(?:bash |sh |source |python3? )?"
    r"(?P<script>(?:\./)?[\w./-]+\.(?:sh|bash|ps1|py))\b"
    r"|uses:\s*[\"']?(?P<local>\./[\w./-]+)|uses:\s*[\"']?(?P<remote>[\w.-]+/[\w.-]+/\.github/workflows/\S+)"
    r"|\bpre-commit run(?P<hooks>)"
)
_COMMENT = re.compile(r"(?:^|(?<=\s))(?:#|//)[^\n]*", re.M)
KINDS = {
    ".gitlab-ci.yml": "gitlab", "bitbucket-pipelines.yml": "bitbucket", "Jenkinsfile": "jenkins",
    ".circleci/config.yml": "circleci", ".travis.yml": "travis", ".drone.yml": "drone",
    ".buildkite/pipeline.yml": "buildkite", "cloudbuild.yaml": "cloudbuild", "cloudbuild.yml": "cloudbuild",
}  # fmt: skip
FOLDERS = {
    ".github/workflows": "github", ".gitlab/ci": "gitlab", ".gitlab-ci": "gitlab", ".azure-pipelines": "azure",
    ".azuredevops": "azure", "azure-pipelines": "azure",
}  # fmt: skip
ELSEWHERE = {"azure-pipelines": "azure", "buildspec": "codebuild", "cloudbuild": "cloudbuild"}
"""Platforms whose files may lie anywhere: what such a file, or the folder that it is in, is called."""
_YAML = (".yml", ".yaml")


class Text(NamedTuple):
    """The text of a file without its comments, at the same offsets; `caller` is the place that runs it."""

    bare: str
    source: Source
    caller: Span | None
    depth: int


class Pipeline(NamedTuple):
    """A CI file and which platform runs it."""

    path: str
    kind: str


def find(tree: Tree, paths: Iterable[str]) -> list[Pipeline]:
    """The CI files that a platform would run, in order of their paths; `paths` are those of files of YAML anywhere."""
    found = {path: kind for path, kind in KINDS.items() if tree.is_file(path)}
    for folder, kind in FOLDERS.items():
        for name, is_directory in tree.listing(folder) if tree.is_directory(folder) else ():
            if not is_directory and name.endswith(_YAML):
                found.setdefault(posixpath.join(folder, name), kind)
    for path in paths:
        elsewhere = _elsewhere(path)
        if elsewhere:
            found.setdefault(path, elsewhere)
    return [Pipeline(path, kind) for path, kind in sorted(found.items())]


def _elsewhere(path: str) -> str:
    """The platform that a file of YAML is for, told by its name or by the folders that it is in."""
    *folders, name = path.split("/")
    for word, kind in ELSEWHERE.items():
        if name.startswith(word) or any(folder.strip(".s") == word.strip("s") for folder in folders):
            return kind
    return ""


def facts(tree: Tree, pipeline: Pipeline, scripts: Scripts = NO_SCRIPTS) -> tuple[Map, Source] | None:
    """What a pipeline does, as the attributes of a resource; None where it cannot be read."""
    try:
        source = tree.read(pipeline.path)
    except UnreadableError:
        return None
    whole = Span(source, 0, max(source.text.find("\n"), 0) or len(source.text))
    texts, missing = _texts(tree, source, scripts)
    items = {name: _fact(name, pattern, texts, missing, whole) for name, pattern in FACTS.items()}
    items.update({"path": Value(pipeline.path, whole), "kind": Value(pipeline.kind, whole)})
    items.update(_triggers(pipeline, source, whole))
    return Map(items), source


def _fact(name: str, pattern: str, texts: list[Text], missing: Value | None, whole: Span) -> Value:
    for text in texts if name not in ALONE else texts[:1]:
        shown = re.finditer(pattern, text.bare, re.M)
        found = next((one for one in shown if name != "long_lived_keys" or not _expires(text.bare, one)), None)
        found = found or _step(text.bare, _STEP_WORDS.get(name))
        if found is not None:
            return Value(True, text.caller or Span(text.source, found.start(), found.end()))
    return missing if missing is not None and name not in ALONE else Value(False, whole)


def _expires(text: str, key: re.Match[str]) -> bool:
    """Whether a key is that of an assumed role: a command has just made it, or a token of its session is beside it."""
    lines = text.split("\n")
    at = text.count("\n", 0, key.start())
    beside = lines[max(at - _BESIDE, 0) : at + _BESIDE + 1]
    return re.search(_MADE, lines[at]) is not None or any(re.search(_TEMPORARY, line) for line in beside)


def _step(text: str, word: str | None) -> re.Match[str] | None:
    """A step that names Terraform and, below, the command."""
    if word is None:
        return None
    command = re.compile(rf"\b(?:args|command)\b.*\b{word}\b")
    for step in re.finditer(_STEP, text):
        end = step.end()
        for _ in range(_STEP_LINES):
            end = text.find("\n", end + 1)
            if end < 0:
                end = len(text)
                break
        found = command.search(text, step.end(), end)
        if found is not None:
            return found
    return None


def _texts(tree: Tree, source: Source, scripts: Scripts) -> tuple[list[Text], Value | None]:
    """The text of a pipeline and of what it calls; and the first call that could not be followed, as an unknown."""
    texts = [Text(_bare(source.text), source, None, 0)]
    seen = {source.path}
    missing: Value | None = None
    for text in texts:  # which grows meanwhile
        for found in re.finditer(_CALLS, text.bare) if text.depth < DEPTH else ():
            called = _called(tree, text.source, found, scripts)
            caller = text.caller or Span(text.source, found.start(), found.end())
            if isinstance(called, str):
                missing = missing or Value(Unknown(called), caller)
                continue
            for one in called:
                if one.path not in seen:
                    seen.add(one.path)
                    texts.append(Text(_bare(one.text), one, caller, text.depth + 1))
    return texts, missing


def _bare(text: str) -> str:
    """The text with its comments blanked, so that offsets stay."""
    return _COMMENT.sub(lambda match: " " * len(match[0]), text)


def _called(tree: Tree, home: Source, found: re.Match[str], scripts: Scripts) -> list[Source] | str:
    """The file that a command runs, or why it cannot be read. Where it runs is not known: several may be meant."""
    if found["remote"]:
        return f"it calls {found['remote']}, which is not in these files"
    paths = _paths(home, found)
    here = next(([path] for path in paths if tree.is_file(path)), None)
    if here is None and found["script"]:
        named = scripts.get(posixpath.basename(found["script"]), ())
        here = [path for path in named if path.endswith("/" + paths[0])][:MOST_ALIKE]
    if not here:
        return f"it runs {(found['script'] or found[0]).strip()}, which is not in these files"
    try:
        return [tree.read(path) for path in here]
    except UnreadableError as error:
        return f"it runs {here[0]}, which cannot be read: {error}"


def _paths(home: Source, found: re.Match[str]) -> list[str]:
    """Where a command's file is looked for first: from the root of the repository, and beside the caller."""
    if found["make"] is not None:
        return ["Makefile", "makefile", "GNUmakefile"]
    if found["hooks"] is not None:
        return [".pre-commit-config.yaml"]
    path = posixpath.normpath(found["local"] or found["script"])
    if found["local"]:
        return [path] if path.endswith(_YAML) else [f"{path}/action.yml", f"{path}/action.yaml"]
    return [path, posixpath.normpath(posixpath.join(posixpath.dirname(home.path), path))]


def _triggers(pipeline: Pipeline, source: Source, whole: Span) -> dict[str, Value]:
    """Whether it runs on a change and on a schedule."""
    if pipeline.kind == "github":
        return _github(source, whole)
    text = _bare(source.text)
    scheduled = re.search(r"\bschedules?\b|\bcron\b", text)
    at = Span(source, scheduled.start(), scheduled.end()) if scheduled is not None else whole
    sure = scheduled is not None or pipeline.kind in ("azure", "jenkins", "circleci")
    why = f"{pipeline.kind} keeps its schedules outside of the repository"
    elsewhere = pipeline.kind in ("codebuild", "cloudbuild", "jenkins")
    return {
        "on_change": Value(Unknown("what starts it is not in this file") if elsewhere else True, whole),
        "scheduled": Value(scheduled is not None, at) if sure else Value(Unknown(why), whole),
    }


def _github(source: Source, whole: Span) -> dict[str, Value]:
    from iacguard.syntax import yaml

    value, _ = yaml.load(source, lambda tag: tag)
    written = value.data.items.get("on") if value is not None and isinstance(value.data, Map) else None
    events = dict(_events(written)) if written is not None else {}
    changes = [
        events[name] for name in ("push", "pull_request", "pull_request_target", "merge_group") if name in events
    ]
    called = events.get("workflow_call")
    scheduled = events.get("schedule")
    unknown = Value(Unknown("another workflow calls it"), called.span) if called is not None else None
    return {
        "on_change": Value(True, changes[0].span) if changes else unknown or Value(False, whole),
        "scheduled": Value(True, scheduled.span) if scheduled is not None else unknown or Value(False, whole),
    }


def _events(written: Value) -> Iterator[tuple[str, Value]]:
    data = written.data
    if isinstance(data, str):
        yield data, written
    elif isinstance(data, Seq):
        for item in data.items:
            yield str(item.data), item
    elif isinstance(data, Map):
        for name, inner in data.items.items():
            yield name, Value(inner.data, (data.keys or {}).get(name) or inner.span)
