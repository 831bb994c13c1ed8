"""The words of HCL: compiled patterns and the escapes of strings."""

from __future__ import annotations

import re

IDENTIFIER = r"[^\W\d](?:[\w-]*\w)?-*"

BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*|//[^\n]*|/\*.*?\*/)*", re.S).match
"""Blanks, line breaks and comments: between statements, and inside brackets."""
INLINE = re.compile(r"(?:[ \t\r]+|/\*.*?\*/)*", re.S).match
"""Blanks and block comments: within a statement."""
COMMENTS = re.compile(r"#[^\n]*|//[^\n]*|/\*.*?\*/", re.S).finditer

STATEMENT = re.compile(
    rf"({IDENTIFIER})[ \t]*(?:(=)(?![=>])|((?:(?:\"(?:[^\"\\\n]|\\.)*\"|{IDENTIFIER})[ \t]*)*)\{{)"
).match
"""The beginning of an attribute (`name =`) or a whole block header up to its brace."""
LABEL = re.compile(rf"\"((?:[^\"\\\n]|\\.)*)\"|({IDENTIFIER})").findall

SIMPLE = re.compile(
    rf"(?:\"([^\"\\$%\n]*)\"|(-?\d+(?:\.\d+)?)|({IDENTIFIER}(?:\.{IDENTIFIER})*))[ \t\r]*(?=\n|\Z)"
).match
"""A value that is one plain string, number or traversal and ends its line: most of them."""

TERM = re.compile(
    rf"\"([^\"\\$%\n]*)\"|({IDENTIFIER}(?:::{IDENTIFIER})*)(\()?"
    rf"|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|<<(-?)({IDENTIFIER})[ \t\r]*\n|([\"\[{{(!-])"
).match
TRAVERSAL = re.compile(rf"\.[ \t]*({IDENTIFIER})|\.(\d+)|(\.\*)|(\[[ \t]*\*[ \t]*\])|(\[)").match
OPERATOR = re.compile(r"&&|\|\||==|!=|<=|>=|[<>+\-*%]|/(?![/*])|\?").match
PRECEDENCE = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, ">": 4, "<=": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
}  # fmt: skip
FOR = re.compile(rf"for(?![\w-])\s*({IDENTIFIER})\s*(?:,\s*({IDENTIFIER})\s*)?in(?![\w-])").match
DIRECTIVE = re.compile(r"%\{~?[ \t\r\n]*(if|else|endif|for|endfor)(?![\w-])").match

QUOTED_TEXT = re.compile(r"(?:[^\"\\$%\n]|\\.|\$\$\{|%%\{|\$(?!\{)|%(?!\{))+").match
PLAIN_TEXT = re.compile(r"(?:[^$%]|\$\$\{|%%\{|\$(?!\{)|%(?!\{))+", re.S).match

RESUME = re.compile(r"^(?:resource|data|module|variable|output|locals|provider|terraform|moved|removed|import|check"
                    r"|ephemeral)\b|^[a-z_][\w-]*[ \t]*=", re.M).search  # fmt: skip
"""Where parsing goes on after an error: the next thing that begins a line of its own at the left margin."""

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ntr\"\\]|.)|([$%])[$%]\{", re.S).sub
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def unescape(text: str) -> str:
    """The text that a quoted literal stands for. Raises ValueError for an escape that HCL does not have."""

    def one(found: re.Match[str]) -> str:
        escape, marker = found.groups()
        if marker:
            return f"{marker}{{"
        if escape in _ESCAPED:
            return _ESCAPED[escape]
        if escape[0] in "uU" and len(escape) > 1:
            return chr(int(escape[1:], 16))
        raise ValueError(f"there is no escape \\{escape}; write \\\\ for a backslash")

    return _ESCAPE(one, text) if "\\" in text or "{" in text else text


def unmark(text: str) -> str:
    """The text of a heredoc or template file, in which only `$${` and `%%{` are escapes."""
    return text.replace("$${", "${").replace("%%{", "%{") if "{" in text else text
