"""CloudFormation as a format: files in, resources out."""

from __future__ import annotations

from collections.abc import Iterable

from iacguard.formats.base import Inputs, Loaded, isolated
from iacguard.formats.cloudformation.deployment import Deployment
from iacguard.formats.cloudformation.exports import Exports
from iacguard.formats.cloudformation.given import Given
from iacguard.formats.cloudformation.resources import deployed
from iacguard.formats.cloudformation.roots import roots
from iacguard.formats.cloudformation.stack import opened
from iacguard.formats.cloudformation.template import FORMAT, NO_TEMPLATE
from iacguard.formats.cloudformation.templates import Templates
from iacguard.model.report import FileRecord
from iacguard.model.tree import Tree
from iacguard.vocabulary.tables import Vocabulary


def load(tree: Tree, paths: Iterable[str], inputs: Inputs, vocabulary: Vocabulary) -> Loaded:
    """The resources of the root templates through which the named files are deployed."""
    wanted = sorted(set(paths))
    templates = Templates(tree, inputs.region)
    given = Given(tree, inputs)
    loaded = Loaded()
    exports = Exports()
    scopes = roots(templates, wanted)
    deployments = [opened(Deployment(templates, scope, inputs, given, vocabulary, exports)) for scope in scopes]
    for deployment in deployments:
        _deploy(deployment, loaded)
    seen = templates.included.union(*(deployment.visited for deployment in deployments))
    for path in [path for path in wanted if path not in seen and templates.load(path) is not None]:
        scopes.append(path)
        _deploy(opened(Deployment(templates, path, inputs, given, vocabulary, exports)), loaded)
    if any(templates.load(scope) is not None for scope in scopes):
        loaded.diagnostics += given.diagnostics + given.left_over()
    loaded.diagnostics += templates.diagnostics
    planned = _change_sets(templates, wanted, vocabulary)
    loaded.add(planned)
    records = templates.records
    failed = FileRecord("", FORMAT, "failed", "was not read")
    records.update({record.path: record for record in planned.files})
    loaded.files = [records.get(path) or failed._replace(path=path) for path in wanted]
    named = set(wanted)
    loaded.files += [r for p, r in sorted(records.items()) if p not in named and r.status != "skipped"]
    return loaded


def _deploy(deployment: Deployment, loaded: Loaded) -> None:
    with isolated(loaded.diagnostics, deployment.scope):
        loaded.resources += deployed(deployment)
    loaded.holes += deployment.holes
    loaded.diagnostics += deployment.diagnostics


def _change_sets(templates: Templates, wanted: list[str], vocabulary: Vocabulary) -> Loaded:
    """What the change sets say that are among the files that are no templates."""
    loaded = Loaded()
    for path in wanted:
        record = templates.records.get(path)
        if record is None or record.status != "skipped" or record.reason != NO_TEMPLATE:
            continue
        from iacguard.formats.cloudformation import change_set

        if change_set.looks_like_change_set(templates.tree.read(path).text):
            found = change_set.load(templates, path, vocabulary)
            loaded.add(found if found is not None else Loaded())
    return loaded
