"""What the image of a machine decides where the machine itself says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from iacguard.model.graph import walk
from iacguard.model.value import Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived.fleets import templates
from iacguard.vocabulary.derived.looking import ask, inside, opened
from iacguard.vocabulary.derived.written import is_written
from iacguard.vocabulary.lens import RootView

NAMED = ("image_id", "ami")
"""What the image is called, by type."""
DEMANDING = r"(?i)(?:^|[/_-])(?:al2023|amazon-linux-2023)"
"""Names of images of Amazon Linux 2023, which Amazon registers with `imds-support = v2.0`.
# source: docs.aws.amazon.com/linux/al2023/ug/ec2.html, docs.aws.amazon.com/eks/latest/userguide/al2023.html
"""
LOOKED_UP = ("data.aws_ssm_parameter", "data.aws_ami")


def demands_tokens(view: RootView, world: World) -> Value:
    """Whether its template, the account or its image has a machine answer version 2 of the service alone.

    They decide in this order, and only where the machine does not say what it wants.
    # source: EC2 user guide, "Order of precedence for instance metadata options"
    """
    options = ask(view, "metadata_options", world)
    said = _tokens(options, world)
    if said is not None:
        return said if isinstance(options.data, Unknown) else Value(False, said.span)
    for template in templates(view, world):
        said = _tokens(force(view.lens.ask(template, "metadata_options", world), world), world)
        if said is not None:
            return _are_required(said)
    said = _by_account(view, world)
    if said is not None:
        return said
    name = next((name for name in NAMED if name in view.node.kids), None)
    image = ask(view, name, world) if name is not None else Value(None, view.resource.span)
    if image.data is None:
        return _of_node_groups(view, world)
    if isinstance(image.data, Unknown) and image.data.pending is not None:
        return image
    if any(re.search(DEMANDING, text) for text in _names(view, image)):
        return Value(True, image.span)
    return Value(False, image.span)


def _tokens(options: Value, world: World) -> Value | None:
    """What the options of the metadata service say of tokens, or that they are not known; None: nothing is written."""
    if isinstance(options.data, Unknown):
        return options
    if opened(options) is None:
        return None
    said = inside(options, "http_tokens", world)
    return said if is_written(said, options) else None


def _are_required(tokens: Value) -> Value:
    return tokens if isinstance(tokens.data, Unknown) else Value(tokens.data == "required", tokens.span)


def _by_account(view: RootView, world: World) -> Value | None:
    """What the account's defaults say of tokens, where they are declared beside the machine and have a preference."""
    scope = view.resource.address.scope
    for defaults in view.lens.graph.by_type.get("aws_ec2_instance_metadata_defaults", ()):
        said = force(view.lens.ask(defaults, "http_tokens", world), world)
        if defaults.address.scope == scope and said.data not in (None, "no-preference"):
            return _are_required(said)
    return None


def _names(view: RootView, image: Value) -> Iterator[str]:
    """What the image is looked up by, or its path in the parameter store."""
    told: Value | None = image
    while told is not None:
        yield from _texts(told.data.symbol if isinstance(told.data, Unknown) else told.data)
        told = told.origin
    for reference in image.refs:
        for target in view.lens.graph.resolve(reference):
            if target.type in LOOKED_UP:
                yield from (value.data for value in walk(target.body) if isinstance(value.data, str))


def _texts(name: Any) -> Iterator[str]:
    """The texts in what tells one unknown from another: a dynamic reference, or the pieces of a text."""
    if isinstance(name, str):
        yield name
    elif isinstance(name, tuple):
        for part in name:
            yield from _texts(part)


def _of_node_groups(view: RootView, world: World) -> Value:
    """A template without an image, used by managed node groups alone, starts that of EKS.

    Without a type that is Amazon Linux 2023 in every Kubernetes version that EKS still supports (1.30 and newer).
    """
    users = [edge.source for edge in view.lens.graph.incoming(view.resource) if edge.source.deployed]
    if not users or any(user.type != "aws_eks_node_group" for user in users):
        return Value(False, view.resource.span)
    unsure: Value | None = None
    for user in users:
        type = force(view.lens.ask(user, "ami_type", world), world)
        if isinstance(type.data, Unknown):
            unsure = type
        elif isinstance(type.data, str) and not type.data.startswith("AL2023"):
            return Value(False, view.resource.span)
    return unsure or Value(True, view.resource.span)
