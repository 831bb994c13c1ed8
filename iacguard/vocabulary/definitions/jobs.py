"""What both languages share: a job that is found, and the API's actions by the types that they create."""

from __future__ import annotations

from typing import NamedTuple

from iacguard.model.source import Span
from iacguard.model.value import Map, Unknown, Value
from iacguard.vocabulary import coerce

TYPES = {
    "createTrainingJob": "aws_sagemaker_training_job",
    "createProcessingJob": "awscc_sagemaker_processing_job",
    "createTransformJob": "aws_sagemaker_transform_job",
    "createHyperParameterTuningJob": "aws_sagemaker_hyper_parameter_tuning_job",
    "createEndpointConfig": "aws_sagemaker_endpoint_configuration",
    "createEndpoint": "aws_sagemaker_endpoint",
    "createModel": "aws_sagemaker_model",
    "createModelPackage": "awscc_sagemaker_model_package",
}


class Job(NamedTuple):
    """What a state, a step or a tuning job creates, spelled as the API spells it, where its name stands, and when."""

    type: str
    action: str
    name: str
    body: Value
    span: Span | None
    when: Value


def structure(value: Value) -> Value:
    """The object that a value is, or that its text encodes."""
    data = value.data
    if isinstance(data, Unknown) and value.decoded is None:
        return value
    return coerce.as_structure(value)


def key_span(owner: Map, name: str, value: Value) -> Span | None:
    """Where a key stands, else where its value does."""
    return (owner.keys or {}).get(name) or value.span
