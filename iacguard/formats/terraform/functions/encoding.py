"""Functions that encode and decode texts, and hashes of them."""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus, unquote_to_bytes

from iacguard.formats.terraform.functions.known import UnknownError
from iacguard.formats.terraform.functions.signature import (
    Function,
    FunctionError,
    table,
    takes,
)
from iacguard.formats.terraform.operators import composed
from iacguard.formats.terraform.values.types import NUMBER, STRING, ListOf, list_of, object_of
from iacguard.model.value import Map, Unknown, Value

MAX_EXPANDED = 1_048_576
"""Bytes beyond which a compressed text is not unpacked."""


def _bytes(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded.replace("\r", "").replace("\n", ""), validate=True)
    except ValueError as error:
        raise FunctionError("no base64") from error


def _utf8(data: bytes) -> str:
    try:
        return composed(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FunctionError("what it decodes to is not UTF-8 text") from error


def _base64encode(value: Value) -> Value:
    return Value(base64.b64encode(value.data.encode()).decode(), None, value.refs, value)


def _base64gzip(value: Value) -> Unknown:
    """The same bytes as Go's writer makes cannot be had from zlib; how they begin is known."""
    return Unknown("how it is compressed depends on the version of Terraform", None, STRING, True, "H4sI")


def _base64gunzip(value: Value) -> str:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(_bytes(value.data), MAX_EXPANDED)
    except zlib.error as error:
        raise FunctionError("no gzip") from error
    if unpacker.unconsumed_tail:
        raise FunctionError("it is too large when unpacked")
    return _utf8(data)


def _codec(name: str) -> str:
    import codecs

    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise FunctionError(f"{name} is not an encoding") from error


def _encoded(text: Value, encoding: Value) -> str:
    try:
        codec = _codec(encoding.data)
        data = b"\xfe\xff" + text.data.encode("utf-16-be") if codec == "utf-16" else text.data.encode(codec)
        return base64.b64encode(data).decode()
    except UnicodeEncodeError as error:
        raise FunctionError(f"the text cannot be written in {encoding.data}") from error


def _decoded(source: Value, encoding: Value) -> str:
    try:
        return composed(_bytes(source.data).decode(_codec(encoding.data)))
    except UnicodeDecodeError as error:
        raise FunctionError(f"the bytes mean nothing in {encoding.data}") from error


def _urldecode(value: Value) -> str:
    text = value.data
    for at in range(len(text)):
        if text[at] == "%" and not all(c in "0123456789abcdefABCDEF" for c in text[at + 1 : at + 3].ljust(2, "x")):
            raise FunctionError("a % is followed by no number")
    return _utf8(unquote_to_bytes(text.replace("+", " ")))


_FIELD = re.compile(r'"((?:[^"]|"")*)"(?=,|\n|\Z)|([^",\n]*)(?=,|\n|\Z)').match


def _rows(text: str) -> Iterator[list[str]]:
    """The lines of a CSV text that are not empty, as fields. Raises FunctionError."""
    text, at = text.replace("\r\n", "\n"), 0
    row: list[str] = []
    while at < len(text):
        if not row and text[at] == "\n":
            at += 1
            continue
        found = _FIELD(text, at)
        if found is None:
            raise FunctionError("no CSV: a quote stands where none belongs, or is not closed")
        quoted, plain = found.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if text[at : at + 1] == ",":
            at += 1
            if at < len(text):
                continue
            row.append("")
        at += 1
        yield row
        row = []


def _csvdecode(value: Value) -> Any:
    rows = list(_rows(value.data))
    if not rows:
        raise FunctionError("the line with the names of the columns is missing")
    names = rows[0]
    if len(set(names)) < len(names):
        raise FunctionError("two columns have one name")
    if any(len(row) != len(names) for row in rows):
        raise FunctionError("a line has more or fewer fields than there are columns")
    items = [Value(Map({n: Value(composed(field)) for n, field in zip(names, row, strict=True)})) for row in rows[1:]]
    return ListOf(items, object_of(dict.fromkeys(names, STRING)))


def digest(name: str, data: bytes, encode: bool) -> str:
    """A hash of bytes, in hexadecimal digits or in base64."""
    found = hashlib.new(name, data, usedforsecurity=False)
    return base64.b64encode(found.digest()).decode() if encode else found.hexdigest()


def _hash(name: str, encode: bool = False) -> Any:
    return lambda value: digest(name, value.data.encode(), encode)


_NAMESPACES = {"dns": uuid.NAMESPACE_DNS, "url": uuid.NAMESPACE_URL, "oid": uuid.NAMESPACE_OID,
               "x500": uuid.NAMESPACE_X500}  # fmt: skip


def _uuidv5(namespace: Value, name: Value) -> str:
    known = _NAMESPACES.get(namespace.data)
    return str(uuid.uuid5(known if known is not None else uuid.UUID(namespace.data), name.data))


def _never(*args: Value) -> Any:
    raise UnknownError(Unknown("it is another each time"))


def _secret(*args: Value) -> Any:
    raise UnknownError(Unknown("it is decrypted when Terraform runs"))


FUNCTIONS = table(
    Function("base64encode", (takes(STRING),), STRING, _base64encode),
    Function("base64decode", (takes(STRING, "m"),), STRING, lambda v: _utf8(_bytes(v.data))),
    Function("base64gzip", (takes(STRING),), STRING, _base64gzip),
    Function("base64gunzip", (takes(STRING),), STRING, _base64gunzip),
    Function("textencodebase64", (takes(STRING),) * 2, STRING, _encoded),
    Function("textdecodebase64", (takes(STRING),) * 2, STRING, _decoded),
    Function("urlencode", (takes(STRING),), STRING, lambda v: quote_plus(v.data, safe="~")),
    Function("urldecode", (takes(STRING),), STRING, _urldecode),
    Function("csvdecode", (takes(STRING),), list_of(object_of({})), _csvdecode),
    Function("md5", (takes(STRING),), STRING, _hash("md5")), Function("sha1", (takes(STRING),), STRING, _hash("sha1")),
    Function("sha256", (takes(STRING),), STRING, _hash("sha256")),
    Function("sha512", (takes(STRING),), STRING, _hash("sha512")),
    Function("base64sha256", (takes(STRING),), STRING, _hash("sha256", True)),
    Function("base64sha512", (takes(STRING),), STRING, _hash("sha512", True)),
    Function("uuidv5", (takes(STRING),) * 2, STRING, _uuidv5), Function("uuid", (), STRING, _never),
    Function("bcrypt", (takes(STRING), takes(NUMBER)), STRING, _never, least=1),
    Function("rsadecrypt", (takes(STRING),) * 2, STRING, _secret),
)  # fmt: skip
