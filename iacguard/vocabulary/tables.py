"""The vocabulary: which common type a native type is, and what is known of it."""

from __future__ import annotations

from iacguard.model.value import Value


class Type:
    """One common type: its attribute paths and their meaning."""

    name: str
    computed: frozenset[str]


class Vocabulary:
    """All types, each decoded when it is first asked for."""

    def common(self, native: str, body: Value | None = None) -> str:
        """The common name of a native type; total: a type without a table gets its name by rule.

        `body` decides where one native type is several common ones (FSx file systems).
        """
        raise KeyError(native)

    def type(self, common: str) -> Type | None:
        """The table of a common type, or None where there is none."""
        raise KeyError(common)
