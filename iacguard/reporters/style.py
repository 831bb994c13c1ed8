"""Colours of the terminal; without colour every method gives its text back."""

from __future__ import annotations

_SEVERITIES = {"critical": "1;35", "high": "1;31", "medium": "33", "low": "36", "info": "2"}


class Style:
    """Paints text that is sanitized already."""

    __slots__ = ("colour",)

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def paint(self, text: str, code: str) -> str:
        """`text` under a select-graphic-rendition code; nothing stays nothing."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text

    def severity(self, text: str, severity: str) -> str:
        """In the colour of a severity."""
        return self.paint(text, _SEVERITIES.get(severity, ""))

    def strong(self, text: str) -> str:
        """What a reader looks for first."""
        return self.paint(text, "1")

    def faint(self, text: str) -> str:
        """What a reader may skip."""
        return self.paint(text, "2")

    def good(self, text: str) -> str:
        """In green."""
        return self.paint(text, "32")

    def bad(self, text: str) -> str:
        """In red."""
        return self.paint(text, "31")

    def doubtful(self, text: str) -> str:
        """In yellow."""
        return self.paint(text, "33")
