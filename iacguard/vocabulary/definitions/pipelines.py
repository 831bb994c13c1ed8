"""Pipeline definitions of SageMaker: the steps that create jobs and models.

https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema; the arguments of a step
are those of the API's action.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iacguard.model.combine import refs_of
from iacguard.model.value import Map, Seq, Unknown, Value
from iacguard.vocabulary.branches import branches, elements
from iacguard.vocabulary.definitions.jobs import TYPES, Job, structure

ACTIONS = {
    "Training": "createTrainingJob",
    "Processing": "createProcessingJob",
    "Transform": "createTransformJob",
    "Tuning": "createHyperParameterTuningJob",
    "Model": "createModel",
    "RegisterModel": "createModelPackage",
}
NESTED = ("IfSteps", "ElseSteps")
MAX_DEPTH = 50


def jobs(definition: Value, when: Value) -> Iterator[Job]:
    """The jobs of a definition: text, object, or CloudFormation's object around either."""
    for whole, there in branches(structure(definition), when):
        data = whole.data
        if not isinstance(data, Map):
            continue
        body = data.items.get("PipelineDefinitionBody") or data.items.get("pipeline_definition_body")
        if body is not None:
            yield from jobs(body, there)
        elif "Steps" in data.items:
            yield from _steps(data.items["Steps"], _defaults(data), there, 0)


def _defaults(definition: Map) -> dict[str, Value]:
    """The values of the pipeline's parameters where a run gives none."""
    defaults: dict[str, Value] = {}
    parameters = definition.items.get("Parameters")
    for parameter in parameters.data.items if parameters is not None and isinstance(parameters.data, Seq) else ():
        if isinstance(parameter.data, Map) and "Name" in parameter.data.items:
            default = parameter.data.items.get("DefaultValue")
            name = parameter.data.items["Name"].data
            if default is not None and isinstance(name, str):
                defaults[f"Parameters.{name}"] = default
    return defaults


def _steps(steps: Value, defaults: Mapping[str, Value], when: Value, depth: int) -> Iterator[Job]:
    for step, there in elements(steps, when):
        data = step.data
        if not isinstance(data, Map) or depth > MAX_DEPTH:
            continue
        name, kind = data.items.get("Name"), data.items.get("Type")
        arguments = data.items.get("Arguments") or Value(Map({}), step.span)
        action = ACTIONS.get(str(kind.data)) if kind is not None else None
        if action is not None:
            named = (
                str(name.data) if name is not None and isinstance(name.data, str) else str(kind.data if kind else "")
            )
            span = (name.span if name is not None else None) or step.span
            yield Job(TYPES[action], action, named, _filled(arguments, defaults), span, there)
        for key in NESTED if isinstance(arguments.data, Map) else ():
            for inner, here in branches(arguments, there):
                if isinstance(inner.data, Map) and key in inner.data.items:
                    yield from _steps(inner.data.items[key], defaults, here, depth + 1)


def _filled(value: Value, defaults: Mapping[str, Value]) -> Value:
    """Arguments with the defaults of parameters in the place of their names; results of other steps are not known."""
    data = value.data
    if isinstance(data, Seq):
        filled = [_filled(item, defaults) for item in data.items]
        return value.holding(Seq(filled, data.maybe, data.rest))
    if not isinstance(data, Map):
        return value
    if data.items.keys() == {"Get"}:
        default = defaults.get(str(data.items["Get"].data))
        if default is not None:
            return default.used_at(value.span)
        return Value(Unknown("it is decided when the pipeline runs", not_null=True), value.span, value.refs)
    if len(data.items) == 1 and next(iter(data.items)).startswith("Std:"):
        inside = [_filled(item, defaults) for item in data.items.values()]
        unknown = Unknown("it is made when the pipeline runs", None, "string", True)
        return Value(unknown, value.span, (*value.refs, *refs_of(inside)))
    items = {name: _filled(item, defaults) for name, item in data.items.items()}
    return value.holding(Map(items, data.rest, data.keys))
