"""Rules that expressions cannot say: a `rule.py` beside the rule.yaml, with one function.

    def check(resource, graph, params): ...

It yields (Value, message) for each defect of the resource: the finding points at the value, and is unsure where the
value is unknown. It sees resources as they are written (`resource.body`), in every spelling, and must not change them.
Only built-in rules and extensions named on the command line may be Python; a folder of `--rules` may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.value import Value
from iacguard.policy.rule import Rule

FILE = "rule.py"
Defects = Iterable[tuple[Value, str]]
Check = Callable[[Resource, ResourceGraph, Mapping[str, Any]], Defects]


def load(rule: Rule) -> Check:
    """The function of a rule. Raises whatever its module raises, and AttributeError where it has no `check`."""
    from importlib import util

    path = Path(rule.folder) / FILE
    spec = util.spec_from_file_location(f"iacguard_rule_{rule.id.replace('-', '_')}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python module")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check: Check = module.check
    return check
