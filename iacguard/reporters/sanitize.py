"""One sanitizer for each sink: text of strangers may be shown, never obeyed.

Names, paths and values come from files that nobody here wrote. `visible` makes harmless what harms everywhere (control
characters, direction overrides, line breaks, commands of CI logs); each sink adds what its own reader would interpret.
"""

from __future__ import annotations

import re
from itertools import groupby

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


def paragraphs(text: str) -> str:
    """A text of several lines, each made visible; blank lines around it and blanks at the ends of lines go."""
    return "\n".join(visible(line).rstrip() for line in text.strip("\n").rstrip().split("\n"))


def terminal(text: str) -> str:
    """For a terminal or a CI log, also at the start of a line, where `::` would begin a workflow command."""
    shown = visible(text)
    if shown.lstrip().startswith("::"):
        return shown.replace("::", "\\x3a:", 1)
    return shown


def json_text(document: str) -> str:
    """For JSON that is printed into a CI log: the same document, with no two hashes in a row.

    `document` is JSON in ASCII, so hashes stand inside strings alone, where an escape may replace them.
    """
    return document.replace("##", "#\\u0023")


def sarif_message(text: str) -> str:
    """For SARIF's plain-text messages, where `[text](target)` is a link and `{0}` a placeholder."""
    return re.sub(r"\{(?=\d+\})", "{ ", visible(text).replace("](", "] ("))


def sarif_link(text: str) -> str:
    """For the text of a link in a SARIF message."""
    return re.sub(r"([\\\[\]])", r"\\\1", sarif_message(text))


def xml(text: str) -> str:
    """For XML 1.0, in text and in attributes of either quote."""
    shown = visible(text)
    for character, entity in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "apos")):
        shown = shown.replace(character, f"&{entity};")
    return shown


def csv_cell(text: str) -> str:
    """For a cell that a spreadsheet opens: what would begin a formula begins with an apostrophe."""
    shown = visible(text)
    return "'" + shown if shown.lstrip().startswith(tuple("=+-@\uff0b\uff0d\uff1d\uff20")) else shown


def command_data(text: str) -> str:
    """For the message of a GitHub workflow command."""
    return visible(text).replace("%", "%25")


def command_property(text: str) -> str:
    """For a property of a GitHub workflow command."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def vso_data(text: str) -> str:
    """For the message of an Azure Pipelines logging command."""
    return visible(text).replace("%", "%AZP25")


def vso_property(text: str) -> str:
    """For a property of an Azure Pipelines logging command."""
    return vso_data(text).replace(";", "%3B").replace("]", "%5D")


_WORD = r"""[("']*[^\W_]+(?:[-/.'][^\W_]+)*%?[)"']*[,;:.!?]?|[-–—%]|"""
_LINK = r"(?i).*www\.|gh-\d"


def code(text: str) -> str:
    """For Markdown, as it is: a code span that no backtick inside can close; empty for an empty text."""
    shown = visible(text)
    if not shown:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    pad = " " if "`" in (shown[0], shown[-1]) or (shown[0] == shown[-1] == " " and shown.strip()) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def prose(text: str) -> str:
    """For Markdown, as a sentence: plain words stay, everything else stands in code spans.

    So nothing is a link, a mention, an emphasis, a tag or an entity, and names look like names.
    """
    parts = groupby(
        visible(text).split(" "), key=lambda word: bool(re.fullmatch(_WORD, word) and not re.match(_LINK, word))
    )
    return " ".join(joined if plain else code(joined) for plain, words in parts for joined in [" ".join(words)])


def markdown_cell(markdown: str) -> str:
    """For a cell of a table: Markdown of `code` and `prose` whose pipes do not end the cell.

    A pipe after a backslash cannot be escaped by another one in every dialect; it is written out.
    """
    return re.sub(r"(\\*)\|", lambda found: found.group(1) + "\\x7c" if found.group(1) else "\\|", markdown)
