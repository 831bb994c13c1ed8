"""Functions over files, inside the scan root alone."""

from __future__ import annotations

import base64
import fnmatch
import hashlib
import posixpath
import re
from typing import TYPE_CHECKING, Any

from iacguard.formats.terraform.functions.base import Context, Function, FunctionError, table
from iacguard.formats.terraform.functions.strings import text
from iacguard.model.tree import UnreadableError, join
from iacguard.model.value import Error, Map, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.instance import ModuleInstance


def _inside(context: Context, path: str) -> str:
    """A path as written, in the tree. Raises FunctionError for what lies outside."""
    root = context.instance.root.scope
    found = None if path.startswith("/") else join(root, path)
    if found is None:
        raise FunctionError(f"{path} lies outside of the scan root")
    return found


def _bytes(context: Context, path: Value) -> bytes | Unknown:
    if isinstance(path.data, Unknown):
        return path.data
    try:
        return context.instance.root.tree.read_bytes(_inside(context, path.data))
    except UnreadableError as error:
        raise FunctionError(f"{path.data}: {error}") from error


def _file(context: Context, path: Value) -> Any:
    data = _bytes(context, path)
    if isinstance(data, Unknown):
        return Unknown(data.why, None, "string", True)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FunctionError(f"{path.data} is not UTF-8 text") from error


def _hashed(name: str, encode: bool = False) -> Any:
    def work(context: Context, path: Value) -> Any:
        data = _bytes(context, path)
        if isinstance(data, Unknown):
            return Unknown(data.why, None, "string", True)
        if name == "base64":
            return base64.b64encode(data).decode()
        digest = hashlib.new(name, data, usedforsecurity=False)
        return base64.b64encode(digest.digest()).decode() if encode else digest.hexdigest()

    return work


def _exists(context: Context, path: Value) -> Any:
    if isinstance(path.data, Unknown):
        return Unknown(path.data.why, None, "bool", True)
    return context.instance.root.tree.is_file(_inside(context, path.data))


def _fileset(context: Context, directory: Value, pattern: Value) -> Any:
    if isinstance(directory.data, Unknown) or isinstance(pattern.data, Unknown):
        return Unknown("which files there are is not known", None, "set", True)
    tree, base = context.instance.root.tree, _inside(context, directory.data)
    found: list[str] = []
    todo = [""]
    while todo:
        below = todo.pop()
        for name, is_directory in tree.listing(posixpath.join(base, below) if below else base):
            path = posixpath.join(below, name)
            if is_directory:
                todo.append(path)
            elif _glob(pattern.data, path):
                found.append(path)
    from iacguard.formats.terraform.convert import SetOf

    return SetOf([Value(path) for path in sorted(found)])


def _glob(pattern: str, path: str) -> bool:
    """`**` crosses directories, `*` does not."""
    translated = ""
    for part in re.split(r"(\*\*/?|\*|\?|\{[^}]*\}|\[[^\]]*\])", pattern):
        if part.startswith("**"):
            translated += "(?:.*/)?" if part.endswith("/") else ".*"
        elif part == "*":
            translated += "[^/]*"
        elif part == "?":
            translated += "[^/]"
        elif part.startswith("{"):
            translated += "(?:" + "|".join(fnmatch.translate(o)[4:-3] for o in part[1:-1].split(",")) + ")"
        else:
            translated += part if part.startswith("[") else re.escape(part)
    return re.fullmatch(translated, path) is not None


def render(template: str, path: str, variables: dict[str, Value], instance: ModuleInstance, span: Any) -> Value:
    """A template with variables of its own."""
    from iacguard.formats.terraform.evaluator import Scope, evaluate
    from iacguard.formats.terraform.parser import parse_template_text

    expression, faults = parse_template_text(template, path)
    if expression is None or faults:
        return Value(Error(f"{path}: {faults[0].message if faults else 'no template'}"), span)
    value = evaluate(expression, Scope(instance, variables))
    return Value(value.data, span, value.refs, None, value.marks, value.decoded)


def _templatefile(context: Context, path: Value, variables: Value) -> Any:
    content = _file(context, path)
    if isinstance(content, Unknown) or not isinstance(variables.data, Map):
        return Unknown("the template is not known", None, "string", True)
    return render(content, _inside(context, path.data), dict(variables.data.items), context.instance, context.call)


def _home(context: Context, path: Value) -> Any:
    unknown = isinstance(path.data, Unknown) or path.data.startswith("~")
    return Unknown("a home directory is not known", None, "string", True) if unknown else path.data


FUNCTIONS = table(
    Function("file", "s", _file, "string", lax=True), Function("fileexists", "s", _exists, "bool", lax=True),
    Function("fileset", "ss", _fileset, "set", lax=True),
    Function("templatefile", "sm", _templatefile, "string", lax=True),
    Function("filebase64", "s", _hashed("base64"), "string", lax=True),
    Function("filemd5", "s", _hashed("md5"), "string", lax=True),
    Function("filesha1", "s", _hashed("sha1"), "string", lax=True),
    Function("filesha256", "s", _hashed("sha256"), "string", lax=True),
    Function("filesha512", "s", _hashed("sha512"), "string", lax=True),
    Function("filebase64sha256", "s", _hashed("sha256", True), "string", lax=True),
    Function("filebase64sha512", "s", _hashed("sha512", True), "string", lax=True),
    Function("basename", "s", text(lambda p: posixpath.basename(p.rstrip("/"))), "string"),
    Function("dirname", "s", text(lambda p: posixpath.dirname(p) or "."), "string"),
    Function("abspath", "s", lambda path: Unknown("where terraform runs is not known", None, "string", True), "string"),
    Function("pathexpand", "s", _home, "string", lax=True),
)  # fmt: skip
