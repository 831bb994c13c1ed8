"""Whether somebody wrote a value, or it is the default."""

from __future__ import annotations

from iacguard.model.value import Value


def is_written(value: Value, around: Value) -> bool:
    """Whether a value of a block stands in the files; a default has the place of the block itself, or none."""
    if value.span is None:
        return False
    return around.span is None or value.span.place != around.span.place
