"""Resources that stand inside values: the jobs of state machines, pipelines and tuning jobs.

Each becomes a resource of its own, spelled as the API spells it, which is CloudFormation's way; its places are those
inside the definition, and its address is that of its owner with the name of the state or step as its part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from iacguard.model.graph import Resource
from iacguard.model.value import Map, Reference, Seq, Value
from iacguard.vocabulary.branches import branches, elements
from iacguard.vocabulary.definitions.jobs import Job

Finder = Callable[[Resource], Iterator[Job]]


def expand(resources: Iterable[Resource]) -> list[Resource]:
    """What stands inside the values of `resources`, as resources: those of nothing but what is found."""
    out: list[Resource] = []
    for resource in resources:
        finder = FINDERS.get(resource.type)
        if finder is not None:
            out += _with_tuning([_resource(resource, found) for found in finder(resource)])
    return out


def _with_tuning(made: list[Resource]) -> list[Resource]:
    """What was made, and the training jobs in the tuning jobs among it."""
    inside = [_resource(job, found) for job in made if job.type == TUNING for found in _definitions(job)]
    return [*made, *inside]


def _resource(owner: Resource, found: Job) -> Resource:
    part = "/".join(filter(None, (owner.address.part, found.name)))
    body = found.body
    refs = tuple(dict.fromkeys((*body.refs, Reference(owner.address))))
    return Resource(
        owner.address._replace(part=part), found.type, "tf" if found.action == IN_TERRAFORM else "cfn",
        Value(body.data, body.span or owner.span, refs, body.origin, body.marks),
        found.span or body.span or owner.span, native_type=f"sagemaker:{found.action}", block=owner.block,
        when=found.when, meta=owner.meta, calls=owner.calls, provider_version=owner.provider_version,
    )  # fmt: skip


def _written(resource: Resource, *names: str) -> Iterator[tuple[Value, Value]]:
    """The structures of the attributes that are there, with the condition under which each is in force."""
    data = resource.body.data
    for name in names:
        value = data.items.get(name) if isinstance(data, Map) else None
        if value is not None and value.data is not None:
            yield from branches(value, resource.when)


def _machine(resource: Resource) -> Iterator[Job]:
    """The jobs that a state machine creates."""
    from iacguard.vocabulary.definitions import states

    data = resource.body.data
    given = (
        data.items.get("DefinitionSubstitutions") or data.items.get("definition_substitutions")
        if isinstance(data, Map)
        else None
    )
    for text, when in _written(resource, "definition", "Definition", "DefinitionString", "definition_string"):
        yield from states.jobs(text, given, when)


def _pipeline(resource: Resource) -> Iterator[Job]:
    """The jobs that a pipeline's steps create."""
    from iacguard.vocabulary.definitions import pipelines

    for text, when in _written(resource, "pipeline_definition", "PipelineDefinition"):
        yield from pipelines.jobs(text, when)


TUNING = "aws_sagemaker_hyper_parameter_tuning_job"
TRAINING = "aws_sagemaker_training_job"
IN_TERRAFORM = "training_job_definition"


def _definitions(resource: Resource) -> Iterator[Job]:
    """The training jobs that a tuning job is made of."""
    names = ("TrainingJobDefinition", "TrainingJobDefinitions")
    if resource.format == "tf":
        names = ("training_job_definition", "training_job_definitions")
    action = IN_TERRAFORM if resource.format == "tf" else "trainingJobDefinition"
    data = resource.body.data
    for name in names:
        value = data.items.get(name) if isinstance(data, Map) else None
        if value is None or value.data is None:
            continue
        several = isinstance(value.data, Seq) and len(value.data.items) > 1
        for number, (body, when) in enumerate(elements(value, resource.when)):
            part = f"{name}[{number}]" if several else name
            yield Job(TRAINING, action, part, _as_training(body), body.span, when)


def _as_training(body: Value) -> Value:
    """A definition with its resources where a training job has them."""
    data = body.data
    if not isinstance(data, Map):
        return body
    for ours, theirs in (("ResourceConfig", "HyperParameterTuningResourceConfig"),
                         ("resource_config", "hyper_parameter_tuning_resource_config")):  # fmt: skip
        if theirs in data.items and ours not in data.items:
            items = {**data.items, ours: data.items[theirs]}
            return body.holding(Map(items, data.rest, data.keys))
    return body


FINDERS: dict[str, Finder] = {
    "aws_sfn_state_machine": _machine,
    "aws_sagemaker_pipeline": _pipeline,
    TUNING: _definitions,
}
