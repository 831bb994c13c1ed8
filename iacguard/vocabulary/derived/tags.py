"""The tags that a resource will bear: its own, those of the provider, those of the stack."""

from __future__ import annotations

from iacguard.model.value import Cause, Map, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary import coerce
from iacguard.vocabulary.derived.looking import ask
from iacguard.vocabulary.lens import RootView


def tags_all(view: RootView, world: World) -> Value:
    """All tags, as a map: open where a stack, or a provider that is configured elsewhere, may add its own."""
    written = view.body.items.get("tags_all") if view.format == "tf" else None
    if "tag" in view.node.kids:
        own = _blocks(view, world)  # to which Terraform adds none of the provider's
    elif written is not None:
        own = coerce.as_tags(force(written, world), world)
    elif "tags" in view.node.kids:
        own = ask(view, "tags", world)
    else:
        own = Value(None, view.resource.span)
    added = _added(view)
    if added is not None:
        return _opened(own, added, view)
    return own if own.data is not None else Value(Map({}), own.span or view.resource.span)


def _added(view: RootView) -> Unknown | None:
    """What may be added to the tags that are written for a resource."""
    if view.resource.native_type.startswith("AWS::"):
        return Unknown(Cause("the stack may be created with tags"))
    meta = view.resource.meta.data
    default = meta.items.get("default_tags") if isinstance(meta, Map) and "tag" not in view.node.kids else None
    return default.data if default is not None and isinstance(default.data, Unknown) else None


def _blocks(view: RootView, world: World) -> Value:
    """Tags spelled as blocks of key and value, as autoscaling groups do."""
    written = ask(view, "tag", world)
    if not isinstance(written.data, Seq):
        return written
    items: dict[str, Value] = {}
    rest = written.data.rest
    for entry in written.data.items:
        block = force(entry, world)
        if not hasattr(block.data, "select"):
            rest = rest or Unknown("a tag that is not known")
            continue
        key = force(block.data.select("key", block, world), world)
        if isinstance(key.data, str):
            items[key.data] = block.data.select("value", block, world)
        elif isinstance(key.data, Unknown):
            rest = rest or key.data
    if written.data.maybe:
        rest = rest or Unknown("a tag that may be there")
    return Value(Map(items, rest), written.span)


def _opened(own: Value, rest: Unknown, view: RootView) -> Value:
    """Tags to which others may be added."""
    if isinstance(own.data, Map):
        return Value(Map(own.data.items, own.data.rest or rest, own.data.keys), own.span, own.refs)
    if isinstance(own.data, Unknown):
        return own
    return Value(Map({}, rest), own.span or view.resource.span)
