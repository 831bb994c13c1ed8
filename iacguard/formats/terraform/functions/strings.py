"""Functions over texts."""

from __future__ import annotations

import re
from typing import Any

from iacguard.formats.terraform.convert import NUMBER, to_string
from iacguard.formats.terraform.functions.base import Context, Function, FunctionError, plain, table
from iacguard.formats.terraform.operators import concatenate
from iacguard.model.value import Map, Seq, Unknown, Value

MAX_SUBJECT = 100_000


def text(work: Any) -> Any:
    """A function of Python's own over the data of its arguments."""
    return lambda *args: work(*(arg.data for arg in args))


def _texts(values: Value) -> list[str]:
    found = [to_string(item).data for item in values.data.items]
    if not all(isinstance(one, str) for one in found):
        raise FunctionError("takes a list of texts")
    return found


def _list(items: Any) -> Seq:
    return Seq([Value(item) for item in items])


def _pattern(source: str) -> re.Pattern[str]:
    """Go's regular expression in Python; what differs is refused."""
    converted = source.replace("\\z", "\\Z").replace("(?P<", "(?P<").replace("[[:alnum:]]", "[0-9A-Za-z]")
    converted = re.sub(r"\[:alpha:\]", "A-Za-z", converted)
    converted = re.sub(r"\[:digit:\]", "0-9", converted)
    converted = re.sub(r"\[:alnum:\]", "0-9A-Za-z", converted)
    converted = re.sub(r"\[:space:\]", r"\\s", converted)
    if re.search(r"\(\?[=!]|\(\?<[=!]|\\[1-9]", source):
        raise FunctionError("the pattern has look-around or references, which Terraform does not know")
    if re.search(r"\([^()]*[*+][^()]*\)[*+]", source):
        raise FunctionError("the pattern repeats a repetition")
    try:
        return re.compile(converted)
    except re.error as error:
        raise FunctionError(f"no pattern: {error}") from error


def _found(match: re.Match[str]) -> Value:
    if match.re.groupindex:
        return Value(Map({name: Value(match.group(name)) for name in match.re.groupindex}))
    if match.re.groups:
        return Value(_list(match.groups()))
    return Value(match.group())


def _regex(pattern: Value, subject: Value) -> Any:
    match = _pattern(pattern.data).search(subject.data[:MAX_SUBJECT])
    if match is None:
        raise FunctionError("the pattern does not occur in the text")
    return _found(match)


def _regexall(pattern: Value, subject: Value) -> Any:
    return Seq([_found(m) for m in _pattern(pattern.data).finditer(subject.data[:MAX_SUBJECT])])


def _replace(subject: str, old: str, new: str) -> str:
    if len(old) > 1 and old[0] == "/" == old[-1]:
        replacement = re.sub(r"\$\{?(\w+)\}?", lambda m: f"\\g<{m.group(1)}>", new.replace("\\", "\\\\"))
        return _pattern(old[1:-1]).sub(replacement, subject[:MAX_SUBJECT])
    return subject.replace(old, new)


def _substr(subject: str, offset: int, length: int) -> str:
    start = offset if offset >= 0 else max(len(subject) + offset, 0)
    return subject[start:] if length < 0 else subject[start : start + length]


def _indent(spaces: int, subject: str) -> str:
    return subject.replace("\n", "\n" + " " * int(spaces))


def _title(subject: str) -> str:
    return re.sub(r"(^|\s)(\w)", lambda m: m.group(1) + m.group(2).upper(), subject)


_VERB = re.compile(r"%(?:%|(?:\[(\d+)\])?([-+ 0#]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))")


def _format(context: Context, spec: Value, *args: Value) -> Any:
    if isinstance(spec.data, Unknown):
        return Unknown(spec.data.why, None, "string", True)
    parts: list[Value] = []
    position, at = 0, 0
    for match in _VERB.finditer(spec.data):
        parts.append(Value(spec.data[at : match.start()]))
        at = match.end()
        if match.group() == "%%":
            parts.append(Value("%"))
            continue
        explicit = match.group(1) or match.group(5)
        position = int(explicit) if explicit else position + 1
        if position > len(args):
            raise FunctionError(f"there is no argument {position}")
        parts.append(_verb(match, args[position - 1]))
    if "%" in _VERB.sub("", spec.data):
        raise FunctionError("the format has a % that means nothing")
    parts.append(Value(spec.data[at:]))
    return concatenate(parts, context.call)


def _verb(match: re.Match[str], arg: Value) -> Value:
    _, flags, width, precision, _, verb = match.groups()
    data = arg.data
    if isinstance(data, Unknown):
        return Value(
            Unknown(data.why, None, "string", True, data.prefix if verb in "sv" and not width else ""),
            arg.span,
            arg.refs,
        )
    if verb in "sv":
        made: Any = _value(arg, "#" in flags)
        if precision is not None:
            made = made[: int(precision)]
    elif verb == "q":
        import json

        made = json.dumps(to_string(arg).data, ensure_ascii=False)
    elif verb == "t":
        made = "true" if data in (True, "true") else "false"
    elif verb in "dbxXo":
        sign = {"d": "d", "b": "b", "x": "x", "X": "X", "o": "o"}[verb]
        number = int(data if isinstance(data, NUMBER) else str(data))
        made = format(number, ("+" if "+" in flags else " " if " " in flags else "") + sign)
    elif verb in "feEgG":
        made = format(
            float(data), f".{precision if precision is not None else 6}{verb}" if verb != "g" or precision else "g"
        )
    else:
        raise FunctionError(f"there is no verb %{verb}")
    if width:
        fill = "0" if "0" in flags and "-" not in flags else " "
        made = made.ljust(int(width)) if "-" in flags else made.rjust(int(width), fill)
    return Value(made)


def _value(arg: Value, quoted: bool) -> str:
    import json

    data = arg.data
    if isinstance(data, (Seq, Map)):
        from iacguard.formats.terraform.functions.encoding import to_json

        return to_json(plain(arg))
    if data is None:
        return "null"
    made = to_string(arg).data
    return json.dumps(made) if quoted and isinstance(data, str) else str(made)


def _formatlist(context: Context, spec: Value, *args: Value) -> Any:
    lists = [arg for arg in args if isinstance(arg.data, Seq)]
    if any(isinstance(arg.data, Unknown) for arg in args) or any(v.data.rest or v.data.maybe for v in lists):
        return Unknown("a list is not known", None, "list", True)
    count = len(lists[0].data.items) if lists else 1
    if any(len(v.data.items) != count for v in lists):
        raise FunctionError("the lists differ in length")
    rows = [[a.data.items[n] if isinstance(a.data, Seq) else a for a in args] for n in range(count)]
    return Seq([_format(context, spec, *row) for row in rows])


def _join(context: Context, by: Value, *lists: Value) -> Any:
    parts: list[Value] = []
    for value in lists:
        if isinstance(value.data, Unknown) or value.data.rest is not None or value.data.maybe:
            why = value.data.why if isinstance(value.data, Unknown) else "how long the list is is not known"
            if parts or (isinstance(value.data, Seq) and value.data.items):
                first = parts or list(value.data.items)
                start = to_string(first[0]).data
                prefix = start if isinstance(start, str) else ""
                return Unknown(why, None, "string", True, prefix)
            return Unknown(why, None, "string", True)
        parts += value.data.items
    spaced: list[Value] = []
    for number, part in enumerate(parts):
        if number:
            spaced.append(by)
        spaced.append(part)
    return concatenate(spaced, context.call)


def _strip(side: str) -> Any:
    return lambda subject, part: getattr(subject, f"remove{side}")(part)


def _starts(context: Context, subject: Value, part: Value) -> Any:
    data, wanted = subject.data, part.data
    if isinstance(data, Unknown) and isinstance(wanted, str) and data.prefix:
        holds = data.prefix.startswith(wanted)
        if holds or not wanted.startswith(data.prefix):
            return holds
    unknown = next((d for d in (data, wanted) if isinstance(d, Unknown)), None)
    return Unknown(unknown.why, None, "bool", True) if unknown else data.startswith(wanted)


def _templatestring(context: Context, template: Value, variables: Value) -> Any:
    from iacguard.formats.terraform.functions.files import render

    if not isinstance(template.data, str) or not isinstance(variables.data, Map):
        return Unknown("the template is not known", None, "string", True)
    return render(template.data, "template", dict(variables.data.items), context.instance, context.call)


FUNCTIONS = table(
    Function("upper", "s", text(str.upper), "string"), Function("lower", "s", text(str.lower), "string"),
    Function("title", "s", text(_title), "string"), Function("trimspace", "s", text(str.strip), "string"),
    Function("trim", "ss", text(lambda s, c: s.strip(c)), "string"),
    Function("trimprefix", "ss", text(_strip("prefix")), "string"),
    Function("trimsuffix", "ss", text(_strip("suffix")), "string"),
    Function("chomp", "s", text(lambda s: s.rstrip("\r\n")), "string"),
    Function("strrev", "s", text(lambda s: s[::-1]), "string"),
    Function("substr", "snn", text(_substr), "string"), Function("replace", "sss", text(_replace), "string"),
    Function("split", "ss", text(lambda by, s: _list(s.split(by) if by else list(s))), "list"),
    Function("join", "sl*", _join, "string", lax=True),
    Function("startswith", "ss", _starts, "bool", lax=True), Function("endswith", "ss", text(str.endswith), "bool"),
    Function("strcontains", "ss", text(lambda s, p: p in s), "bool"), Function("indent", "ns", text(_indent), "string"),
    Function("regex", "ss", _regex), Function("regexall", "ss", _regexall, "list"),
    Function("format", "sa*", _format, "string", lax=True, nulls=True),
    Function("formatlist", "sa*", _formatlist, "list", lax=True),
    Function("templatestring", "sm", _templatestring, "string", lax=True),
)  # fmt: skip
