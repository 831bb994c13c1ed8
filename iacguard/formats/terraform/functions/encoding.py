"""Functions that encode, decode and hash."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import urllib.parse
import uuid
from decimal import Decimal
from typing import Any

from iacguard.formats.terraform.convert import show
from iacguard.formats.terraform.functions.base import Context, Function, FunctionError, lift, partly, plain, table
from iacguard.formats.terraform.functions.strings import text
from iacguard.model.value import Unknown, Value


class _Exact(float):
    """A decimal that prints as Terraform prints it."""

    def __new__(cls, number: Decimal) -> _Exact:
        made = super().__new__(cls, number)
        made.text = show(number)  # type: ignore[attr-defined]
        return made

    def __repr__(self) -> str:
        return self.text  # type: ignore[attr-defined,no-any-return]


def _numbers(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _numbers(item) for name, item in sorted(data.items())}
    if isinstance(data, list):
        return [_numbers(item) for item in data]
    return _Exact(data) if isinstance(data, Decimal) else data


def to_json(data: Any) -> str:
    """JSON as Terraform writes it: keys sorted, no blanks, < > & escaped."""
    written = json.dumps(_numbers(data), ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _jsonencode(context: Context, value: Value) -> Any:
    unknown = partly(value)
    if unknown is not None:
        first = "{" if hasattr(value.data, "keys") else "["
        prefix = "" if isinstance(value.data, Unknown) else first
        data: Any = Unknown(unknown.why, None, "string", True, prefix)
    else:
        data = to_json(plain(value))
    return Value(data, None, value.refs, value, value.marks, decoded=value)


def _jsondecode(context: Context, value: Value) -> Any:
    if value.decoded is not None:
        return value.decoded
    if isinstance(value.data, Unknown):
        return Unknown(value.data.why)
    try:
        return lift(json.loads(value.data, parse_float=Decimal))
    except (ValueError, RecursionError) as error:
        raise FunctionError(f"no JSON: {error}") from error


def _yamldecode(value: Value) -> Any:
    import yaml

    try:
        return lift(yaml.load(value.data, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (yaml.YAMLError, RecursionError) as error:
        raise FunctionError("no YAML") from error


def _yamlencode(value: Value) -> Any:
    import yaml

    return yaml.safe_dump(plain(value), default_flow_style=False, sort_keys=True)


def _base64decode(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8")
    except ValueError as error:
        raise FunctionError("no base64 of a text") from error


def _csvdecode(value: Value) -> Any:
    rows = list(csv.DictReader(io.StringIO(value.data)))
    return lift([dict(row) for row in rows])


def _hash(name: str, encode: bool = False) -> Any:
    def work(data: str) -> str:
        digest = hashlib.new(name, data.encode(), usedforsecurity=False)
        return base64.b64encode(digest.digest()).decode() if encode else digest.hexdigest()

    return text(work)


def _uuidv5(namespace: str, name: str) -> str:
    known = {
        "dns": uuid.NAMESPACE_DNS,
        "url": uuid.NAMESPACE_URL,
        "oid": uuid.NAMESPACE_OID,
        "x500": uuid.NAMESPACE_X500,
    }
    return str(uuid.uuid5(known.get(namespace) or uuid.UUID(namespace), name))


def _base64encode(context: Context, value: Value) -> Any:
    if isinstance(value.data, Unknown):
        return Value(Unknown(value.data.why, None, "string", True), None, value.refs, value)
    return Value(base64.b64encode(value.data.encode()).decode(), None, value.refs, value)


def _never(*args: Value) -> Any:
    return Unknown("it is another each time", None, "string", True)


def _base64gzip(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


FUNCTIONS = table(
    Function("jsonencode", "a", _jsonencode, "string", lax=True, nulls=True),
    Function("jsondecode", "s", _jsondecode, lax=True), Function("yamldecode", "s", _yamldecode),
    Function("yamlencode", "a", _yamlencode, "string", nulls=True),
    Function("base64encode", "s", _base64encode, "string", lax=True),
    Function("base64decode", "s", text(_base64decode), "string"),
    Function("base64gzip", "s", text(_base64gzip), "string"),
    Function("textencodebase64", "ss", text(lambda s, c: base64.b64encode(s.encode(c)).decode()), "string"),
    Function("textdecodebase64", "ss", text(lambda s, c: base64.b64decode(s).decode(c)), "string"),
    Function("urlencode", "s", text(lambda s: urllib.parse.quote_plus(s)), "string"),
    Function("urldecode", "s", text(lambda s: urllib.parse.unquote_plus(s)), "string"),
    Function("csvdecode", "s", _csvdecode, "list"), Function("md5", "s", _hash("md5"), "string"),
    Function("sha1", "s", _hash("sha1"), "string"), Function("sha256", "s", _hash("sha256"), "string"),
    Function("sha512", "s", _hash("sha512"), "string"),
    Function("base64sha256", "s", _hash("sha256", True), "string"),
    Function("base64sha512", "s", _hash("sha512", True), "string"), Function("uuidv5", "ss", text(_uuidv5), "string"),
    Function("uuid", "", _never, "string"), Function("bcrypt", "s?n", _never, "string"),
    Function("rsadecrypt", "ss", _never, "string"),
)  # fmt: skip
