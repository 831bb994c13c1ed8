"""Functions over texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.functions.graphemes import clusters
from iacguard.formats.terraform.functions.known import UnknownError
from iacguard.formats.terraform.functions.lists import _join
from iacguard.formats.terraform.functions.signature import (
    Context,
    Function,
    FunctionError,
    LimitError,
    table,
    takes,
    whole,
)
from iacguard.formats.terraform.operators import composed
from iacguard.formats.terraform.values.types import ANY, BOOL, NUMBER, STRING, STRINGS, ListOf, Type, type_of
from iacguard.formats.terraform.values.weight import MAX_TEXT
from iacguard.model.value import Map, Unknown, Value


def over(work: Any) -> Any:
    """A function of Python's own over the data of its arguments; texts come out composed."""

    def wrapped(*args: Value) -> Any:
        found = work(*(arg.data for arg in args))
        return composed(found) if isinstance(found, str) else found

    return wrapped


def text_list(items: Sequence[str]) -> ListOf:
    """A list of texts."""
    return ListOf([Value(composed(item)) for item in items], STRING)


def _substr(subject: Value, offset: Value, length: Value) -> str:
    parts = clusters(subject.data)
    start, size = whole(offset, "the offset"), whole(length, "the length")
    if start < 0:
        start = max(start + len(parts), 0)
    elif size == 0:
        return ""
    if size <= 0 and (size < 0 or start == 0):
        return "".join(parts[start:])
    return "".join(parts[start:] if size == 0 else parts[start : start + size])


def _indent(spaces: Value, subject: Value) -> str:
    count = whole(spaces, "the number of spaces")
    if count < 0:
        raise FunctionError("the number of spaces is negative")
    if subject.data.count("\n") * count > MAX_TEXT:
        raise LimitError("the text becomes too long")
    text: str = subject.data
    return text.replace("\n", "\n" + " " * count)


def _title(subject: str) -> str:
    return re.sub(r"(?<![^\W_])(?<!_)[^\W\d_]", lambda found: _titled(found.group()), subject)


def _titled(letter: str) -> str:
    upper = letter.upper()
    return upper if len(upper) == 1 else letter


def cased(upper: bool) -> Any:
    """Letters one by one, as Go does it: a letter that has no single counterpart stays."""

    def work(subject: str) -> str:
        if subject.isascii():
            return subject.upper() if upper else subject.lower()
        return "".join(_cased(char, upper) for char in subject)

    return work


def _cased(char: str, upper: bool) -> str:
    found = char.upper() if upper else char.lower()
    return found if len(found) == 1 else char if upper else found[0]


_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def _split(by: str, subject: str) -> Any:
    return text_list(subject.split(by) if by else list(subject))


def _replace(subject: Value, old: Value, new: Value) -> str:
    pattern = old.data
    if len(pattern) > 1 and pattern[0] == "/" == pattern[-1]:
        from iacguard.formats.terraform.functions.patterns import substitute

        return substitute(pattern[1:-1], subject.data, new.data)
    if len(subject.data) * max(len(new.data), 1) > MAX_TEXT and subject.data.count(pattern) * len(new.data) > MAX_TEXT:
        raise LimitError("the text becomes too long")
    text: str = subject.data
    return text.replace(pattern, new.data)


def _starts(subject: Value, part: Value) -> bool:
    data, wanted = subject.data, part.data
    if isinstance(data, Unknown):
        if not wanted or data.prefix.startswith(wanted):
            return True
        if data.prefix and not wanted.startswith(data.prefix):
            return False
        raise UnknownError(data)
    return bool(data.startswith(wanted))


def _strrev(subject: str) -> str:
    return "".join(reversed(clusters(subject)))


def _template_type(args: Sequence[Value]) -> Type:
    if type_of(args[1]) not in ("map", "object", "any"):
        raise FunctionError("the variables are a map or an object")
    return STRING


def _templatestring(context: Context, template: Value, variables: Value) -> Any:
    from iacguard.formats.terraform.functions.render import render

    written = context.call.args[0]
    while isinstance(written, (ast.Attr, ast.Index)):
        written = written.object
    if not isinstance(written, ast.Name):
        raise FunctionError("the template is a reference to a text, no text written here")
    if not isinstance(template.data, str):
        raise FunctionError("the template is not a text")
    if not isinstance(variables.data, Map):
        raise UnknownError(variables.data)
    return render(template.data, "", variables, context, files=False)


FUNCTIONS = table(
    Function("upper", (takes(STRING),), STRING, over(cased(True))),
    Function("lower", (takes(STRING),), STRING, over(cased(False))),
    Function("title", (takes(STRING),), STRING, over(_title)),
    Function("trimspace", (takes(STRING),), STRING, over(lambda s: s.strip(_SPACE))),
    Function("trim", (takes(STRING),) * 2, STRING, over(lambda s, c: s.strip(c) if c else s)),
    Function("trimprefix", (takes(STRING),) * 2, STRING, over(lambda s, p: s.removeprefix(p))),
    Function("trimsuffix", (takes(STRING),) * 2, STRING, over(lambda s, p: s.removesuffix(p))),
    Function("chomp", (takes(STRING),), STRING, over(lambda s: s.rstrip("\r\n"))),
    Function("strrev", (takes(STRING),), STRING, over(_strrev)),
    Function("substr", (takes(STRING), takes(NUMBER), takes(NUMBER)), STRING, _substr),
    Function("replace", (takes(STRING),) * 3, STRING, _replace),
    Function("split", (takes(STRING),) * 2, STRINGS, over(_split)),
    Function("join", (takes(STRING), takes(STRINGS, "uo")), STRING, _join, many=True, least=2),
    Function("startswith", (takes(STRING, "u"), takes(STRING)), BOOL, _starts),
    Function("endswith", (takes(STRING),) * 2, BOOL, over(str.endswith)),
    Function("strcontains", (takes(STRING),) * 2, BOOL, over(lambda s, part: part in s), not_null=False),
    Function("indent", (takes(NUMBER), takes(STRING)), STRING, _indent),
    Function("templatestring", (takes(ANY), takes(ANY)), _template_type, _templatestring, contextual=True),
)
