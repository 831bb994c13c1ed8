"""Templates with variables of their own: `templatefile`, `templatestring`, the data source `template_file`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iacguard.formats.terraform.functions.known import marks_below
from iacguard.formats.terraform.functions.signature import Context, FunctionError
from iacguard.model.value import Error, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.instance import ModuleInstance

_NAME = re.compile(r"[^\W\d][\w-]*\Z").match
FILES = frozenset(
    "file fileexists fileset filebase64 filebase64sha256 filebase64sha512 filemd5 filesha1 filesha256"
    " filesha512".split()
)
TEMPLATES = frozenset({"templatefile", "templatestring"})


def render(template: str, path: str, variables: Value, context: Context, files: bool = True) -> Value:
    """A template under its variables. Raises FunctionError for a broken one and for wrong names."""
    names = dict(variables.data.items.items())
    wrong = next((name for name in names if not _NAME(name)), None)
    if wrong is not None:
        raise FunctionError(f"{wrong!r} cannot be the name of a variable")
    value = rendered(template, path, names, context.instance, TEMPLATES if files else TEMPLATES | FILES)
    if isinstance(value.data, Error):
        raise FunctionError(value.data.why)
    if value.data is None:
        raise FunctionError("the result of the template is null")
    marks = value.marks | marks_below(variables)
    return Value(value.data, context.call, value.refs, None, marks, value.decoded)


def rendered(
    template: str, path: str, names: dict[str, Value], instance: ModuleInstance, forbidden: frozenset[str] = TEMPLATES
) -> Value:
    """A template under named values, which are all that it knows."""
    from iacguard.formats.terraform.evaluator import Scope, evaluate
    from iacguard.formats.terraform.parser import parse_template_text

    known = instance.root.modules.templates.get((path, template))
    if known is None:
        known = parse_template_text(template, path)
        instance.root.modules.templates[path, template] = known
    expression, faults = known
    if expression is None or faults:
        return Value(Error(f"{path}: {faults[0].message if faults else 'no template'}"))
    return evaluate(expression, Scope(instance, names, None, forbidden))
