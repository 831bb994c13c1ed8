"""Scalars as the texts that CloudFormation makes of them, and texts put together from parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from iacguard.formats.cloudformation.pseudo import OfPartition
from iacguard.model.combine import first_error, first_unknown, made, marks_of, refs_of
from iacguard.model.value import SECRET, Choice, Error, Map, Seq, Unknown, Value
from iacguard.model.value import pieces as of_parts
from iacguard.syntax.json import decode_parts
from iacguard.syntax.places import Placed

_OPENS = "{{resolve:"
_DYNAMIC = re.compile(r"\{\{resolve:(ssm-secure|ssm|secretsmanager):").search
_SECRET = frozenset({SECRET})


class Pieces(tuple[Any, ...]):
    """The symbol of a text with unknown parts: what it is made of.

    Two such texts are equal if their parts are; `values` keeps the parts, so that splitting gives them back.
    """

    values: tuple[Value, ...] = ()
    delimiter: str = ""

    def allows(self, text: str) -> bool:
        """Whether a text has the known parts in their order, the first at its beginning, the last at its end."""
        at = 0
        for number, part in enumerate(self):
            if isinstance(part, str):
                found = text.find(part, at)
                if found < 0 or (number == 0 and found > 0):
                    return False
                at = found + len(part)
        return not self or not isinstance(self[-1], str) or text.endswith(self[-1])


def pieces(values: Sequence[Value], delimiter: str) -> Pieces:
    """The symbol of `values` joined by `delimiter`: literals that touch are one, and texts in texts are taken apart."""
    keys: list[Any] = []
    for number, value in enumerate(values):
        if number:
            _add(keys, delimiter)
        data = value.data
        if isinstance(data, str):
            _add(keys, data)
        elif isinstance(data.symbol, Pieces):
            for key in data.symbol:
                _add(keys, key)
        else:
            keys.append(("unknown", data.symbol if data.symbol is not None else id(data)))
    symbol = Pieces(keys)
    symbol.values = tuple(values)
    symbol.delimiter = delimiter
    return symbol


def _add(keys: list[Any], key: Any) -> None:
    if isinstance(key, str) and keys and isinstance(keys[-1], str):
        keys[-1] += key
    elif key != "":
        keys.append(key)


def show(data: Any) -> str:
    """A scalar as the text that CloudFormation passes on."""
    if isinstance(data, bool):
        return "true" if data else "false"
    return data if isinstance(data, str) else str(data)


def name_of(value: Value) -> str | None:
    """A name as it is written, also one that YAML takes for a bool or a number (`On`); None where it is no scalar."""
    if isinstance(value.data, str):
        return value.data
    if isinstance(value.data, (bool, int, float)) and value.span is not None:
        return value.span.text
    return None


def to_text(value: Value) -> Value:
    """A scalar as text; Error where it is none. Unknown stays, refined."""
    data = value.data
    if isinstance(data, (str, Error)):
        return value
    if isinstance(data, (bool, int, float)):
        return value.holding(show(data), value.decoded)
    if isinstance(data, Unknown):
        if data.type in ("list", "map"):
            return value.holding(Error("a text is needed here, not a list"), value.decoded)
        if data.type == "string":
            return value
        text = Unknown(data.why, data.symbol, "string", data.not_null, data.prefix, tail=data.tail)
        return value.holding(text, value.decoded)
    what = "a list" if isinstance(data, Seq) else "a mapping" if isinstance(data, Map) else "nothing"
    if isinstance(data, Choice):
        what = "what an input decides"
    return value.holding(Error(f"a text is needed here, not {what}"), value.decoded)


def concatenate(parts: Sequence[Value], span: Any, delimiter: str = "") -> Value:
    """Parts side by side, `delimiter` between them. None of them is a Choice."""
    texts = [to_text(part) for part in parts]
    error = first_error(texts)
    if error is not None:
        return made(error, span, parts)
    if all(isinstance(text.data, str) for text in texts):
        whole = delimiter.join(text.data for text in texts)
        value = Value(whole, span, refs_of(parts), None, marks_of(parts))
        if whole.lstrip()[:1] in ("{", "[") and any(isinstance(text.data, Placed) for text in texts):
            value.decoded = decode_parts([text.data for text in _woven(texts, delimiter, span)], value)
        return dynamic(value)
    if len(texts) == 1 and texts[0].data.type == "string":
        return Value(texts[0].data, span, refs_of(parts), texts[0].origin, marks_of(parts), texts[0].decoded)
    if all(isinstance(text.data, str) or isinstance(text.data.symbol, OfPartition) for text in texts):
        return _in_each_partition(texts, span, delimiter)
    return _partly(_woven(texts, delimiter, span), texts, parts, span, delimiter)


def _woven(texts: Sequence[Value], delimiter: str, span: Any) -> list[Value]:
    woven: list[Value] = []
    for number, text in enumerate(texts):
        if number and delimiter:
            woven.append(Value(delimiter, span))
        woven.append(text)
    return woven


def _in_each_partition(texts: list[Value], span: Any, delimiter: str) -> Value:
    """A text of which only the partition is not known: one for each."""
    names: dict[str, None] = {}
    for text in texts:
        if isinstance(text.data, Unknown):
            names.update(dict.fromkeys(text.data.symbol.options))
    options: dict[str, Value] = {}
    for name in names:
        here = [Value(t.data.symbol.options[name]) if isinstance(t.data, Unknown) else t for t in texts]
        options[name] = concatenate(here, None, delimiter)
    return Value(Choice("AWS::Partition", options), span, refs_of(texts), None, marks_of(texts))


def _partly(woven: list[Value], texts: list[Value], parts: Sequence[Value], span: Any, delimiter: str) -> Value:
    """A text of which something is not known: what it begins with, what it is made of, and the JSON that it holds."""
    prefix, tail = of_parts(text.data for text in woven)
    unknown = first_unknown(texts)
    why = unknown.why if unknown is not None else "a part of it is not known"
    data = Unknown(why, pieces(texts, delimiter), "string", True, prefix, tail=tail)
    value = Value(data, span, refs_of(parts), None, marks_of(parts))
    if prefix.lstrip()[:1] in ("{", "["):
        value.decoded = decode_parts([t.data if isinstance(t.data, str) else t for t in woven], value, concatenate)
    return dynamic(value)


def dynamic(value: Value) -> Value:
    """A text that CloudFormation replaces by what a parameter store or secret store holds is unknown, and no secret."""
    data = value.data
    text = data if isinstance(data, str) else data.prefix if isinstance(data, Unknown) else ""
    if isinstance(data, Unknown) and any(_OPENS in piece for piece in (text, *data.tail)):
        data = Unknown(data.why, data.symbol, "string", True, text.partition(_OPENS)[0])
        value = value.holding(data, value.decoded)
    found = _DYNAMIC(text) if _OPENS in text else None
    if found is None or (isinstance(data, str) and "}}" not in text[found.end() :]):
        return value  # a text may be a part of which the rest is put together elsewhere
    store = "Secrets Manager" if found.group(1) == "secretsmanager" else "the parameter store"
    symbol = text if isinstance(data, str) else data.symbol
    unknown = Unknown(f"{store} holds it", symbol, "string", True, text[: found.start()])
    return Value(unknown, value.span, value.refs, value.origin, value.marks | _SECRET, value.decoded)
