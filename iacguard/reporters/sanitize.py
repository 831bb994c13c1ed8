"""One sanitizer for each sink: text of strangers may be shown, never obeyed.

Names, paths and values come from files that nobody here wrote. `visible` makes harmless what harms everywhere (control
characters, direction overrides, line breaks, commands of CI logs); each sink adds what its own reader would interpret.
"""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control, format and direction characters, line separators, lone surrogates, tags: what acts without being seen."""

_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    return _ESCAPES.get(character) or (
        f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


def visible(text: str) -> str:
    """One line in which everything that acts without being seen is written out: ESC becomes the four characters \\x1b.

    Two hashes in a row are broken up, since runners of CI jobs obey `##[…]` and `##vso[…]` anywhere in a line.
    """
    return _UNSEEN.sub(_escape, text).replace("##", "#\\x23")


def terminal(text: str) -> str:
    """For a terminal or a CI log, also at the start of a line, where `::` would begin a workflow command."""
    shown = visible(text)
    if shown.lstrip().startswith("::"):
        return shown.replace("::", "\\x3a:", 1)
    return shown


def embedded(text: str) -> str:
    """For SARIF's plain-text messages, where `[text](target)` is a link and `{0}` a placeholder."""
    return re.sub(r"\{(?=\d+\})", "{ ", visible(text).replace("](", "] ("))


def link_text(text: str) -> str:
    """For the text of a link in a SARIF message."""
    return re.sub(r"([\\\[\]])", r"\\\1", visible(text))


def json_text(document: str) -> str:
    """For JSON that is printed into a CI log: the same document, with no two hashes in a row.

    `document` is JSON in ASCII, so hashes stand inside strings alone, where an escape may replace them.
    """
    return document.replace("##", "#\\u0023")
