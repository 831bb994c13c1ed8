"""Edges from references, holes, and what is reachable by them."""

from iacguard.model.address import ANY, managed, parse
from iacguard.model.graph import Hole, Resource, ResourceGraph, walk
from iacguard.model.source import Source, Span
from iacguard.model.value import OTHER, Choice, Map, Possible, Reference, Seq, Unknown, Value

SPAN = Span(Source("main.tf", ""), 0, 0)


def resource(address: str, **body: Value) -> Resource:
    parsed = parse(address)
    return Resource(parsed, parsed.type, "tf", Value(Map(body), SPAN), SPAN)


def pointing(*addresses: str) -> Value:
    return Value(Unknown("known after apply"), SPAN, tuple(Reference(parse(a), ("arn",)) for a in addresses))


def test_edges_are_found_wherever_a_value_hides():
    key, bucket, topic, role = (resource(f"aws_{x}.x") for x in ("kms_key", "s3_bucket", "sns_topic", "iam_role"))
    model = resource(
        "aws_sagemaker_model.m",
        a=Value(Seq([Value(Map({"k": pointing("aws_kms_key.x")}))])),
        b=Value(Choice("var.env", {"prod": pointing("aws_s3_bucket.x"), OTHER: Value(None)})),
        c=Value(Seq([], [Possible(pointing("aws_sns_topic.x"), Value(Unknown("maybe")))])),
    )
    graph = ResourceGraph([key, bucket, topic, role, model])
    assert {str(e.target.address) for e in graph.outgoing(model)} == {
        "aws_kms_key.x",
        "aws_s3_bucket.x",
        "aws_sns_topic.x",
    }
    assert [e.source for e in graph.incoming(key)] == [model]
    assert graph.incoming(role) == []


def test_a_reference_without_a_key_names_every_instance():
    instances = [resource(f'aws_s3_bucket.data["{k}"]') for k in ("features", "captures")]
    graph = ResourceGraph(instances)
    assert graph.resolve(Reference(managed("", "aws_s3_bucket", "data"))) == instances
    assert graph.resolve(Reference(managed("", "aws_s3_bucket", "data", key=ANY))) == instances
    assert graph.resolve(Reference(managed("", "aws_s3_bucket", "data", key="captures"))) == instances[1:]
    assert graph.resolve(Reference(managed("elsewhere", "aws_s3_bucket", "data"))) == ()


def test_a_hole_touches_what_flows_into_it():
    bucket, other = resource("aws_s3_bucket.x"), resource("aws_s3_bucket.y")
    hole = Hole(parse("module.secure"), "not loaded", SPAN, (Reference(bucket.address, ("id",)),))
    graph = ResourceGraph([bucket, other], [hole])
    assert graph.holes_at(bucket) == [hole]
    assert graph.holes_at(other) == []


def test_walk_keeps_the_order_of_the_text():
    value = Value(Map({"a": Value(1), "b": Value(Seq([Value(2), Value(3)])), "c": Value(4)}))
    assert [v.data for v in walk(value) if isinstance(v.data, int)] == [1, 2, 3, 4]


def test_networkx_sees_every_edge():
    graph = ResourceGraph([resource("aws_kms_key.x"), resource("aws_s3_bucket.b", k=pointing("aws_kms_key.x"))])
    drawn = graph.to_networkx()
    assert list(drawn.edges(data="path")) == [(("", "aws_s3_bucket.b"), ("", "aws_kms_key.x"), "arn")]


def declared(path: str, name: str) -> Resource:
    span = Span(Source(path, ""), 0, 0)
    return Resource(parse(f"aws_s3_bucket.{name}"), "aws_s3_bucket", "tf", Value(Map({}), span), span)


def test_what_a_file_or_a_directory_declares():
    graph = ResourceGraph([declared("ml/a.tf", "a"), declared("ml/b.tf", "b"), declared("c.tf", "c")])
    assert [r.address.name for r in graph.declared_in("ml")] == ["a", "b"]
    assert [r.address.name for r in graph.declared_in("ml/b.tf")] == ["b"]
    assert [r.address.name for r in graph.declared_in(".")] == ["c"]
    assert graph.declared_in("mlx") == []
