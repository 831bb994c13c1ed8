"""The lens through which rules see resources, with all that is derived."""

from __future__ import annotations

from iacguard.model.graph import ResourceGraph
from iacguard.vocabulary import derived
from iacguard.vocabulary.lens import Lens
from iacguard.vocabulary.tables import Vocabulary


def lens(graph: ResourceGraph, vocabulary: Vocabulary) -> Lens:
    """A lens for one graph; its views answer derived attributes too."""
    return Lens(graph, vocabulary, derived.find)
