"""Whether the conditions of a statement say who may ask, or only how and when."""

from __future__ import annotations

from iacguard.model.value import Map, Seq, Value
from iacguard.model.world import World, force

OF_ANYBODY = frozenset(
    {
        "aws:securetransport",
        "aws:currenttime",
        "aws:epochtime",
        "aws:requestedregion",
        "aws:multifactorauthpresent",
        "aws:multifactorauthage",
        "aws:referer",
        "aws:useragent",
        "s3:tlsversion",
        "s3:signatureversion",
        "s3:authtype",
        "kms:viaservice",
    }
)
"""Keys that every account of the world can have as it is asked for.

# source: S3 user guide, "The meaning of public"; KMS developer guide, "kms:ViaService" (which service it is)
"""


def narrowed(condition: Value, world: World) -> Value:
    """Whether a condition (by operator and key the list of texts) keeps somebody out.

    What holds as well where its key is missing (`ForAllValues:`, `…IfExists`), for all but a few (`…Not…`), or for
    every value (`*`, `0.0.0.0/0`) keeps nobody out.
    """
    data = condition.data
    if not isinstance(data, Map):
        return condition
    unsure = Value(data.rest, condition.span) if data.rest is not None else None
    for operator, written in data.items.items():
        keys = force(written, world)
        if _holds_for_most(operator.lower()):
            continue
        if not isinstance(keys.data, Map):
            unsure = unsure or keys
            continue
        for key, compared in keys.data.items.items():
            if key.lower() not in OF_ANYBODY and not _of_every_value(compared, world):
                return Value(True, compared.span)
        if keys.data.rest is not None:
            unsure = unsure or Value(keys.data.rest, keys.span)
    return unsure if unsure is not None else Value(False, condition.span)


def _holds_for_most(operator: str) -> bool:
    return (
        operator.startswith("forallvalues:") or operator.endswith("ifexists") or "not" in operator or operator == "null"
    )


def _of_every_value(compared: Value, world: World) -> bool:
    """Whether one of the texts is a pattern or range that everything is in."""
    texts = force(compared, world).data
    items = texts.items if isinstance(texts, Seq) else ()
    found = [force(item, world).data for item in items]
    return any(isinstance(text, str) and (text == "*" or text.endswith("/0")) for text in found)
