"""Functions over files, inside the scan root alone."""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.encoding import digest
from iacguard.formats.terraform.functions.known import UnknownError
from iacguard.formats.terraform.functions.render import render
from iacguard.formats.terraform.functions.signature import (
    Context,
    Function,
    FunctionError,
    MissingError,
    table,
    takes,
)
from iacguard.formats.terraform.operators import composed
from iacguard.formats.terraform.values.ordering import set_value
from iacguard.formats.terraform.values.types import ANY, BOOL, STRING, Type, set_of, type_of
from iacguard.model.tree import UnreadableError, join
from iacguard.model.value import Map, Unknown, Value


def _inside(context: Context, path: Value) -> str:
    """A path as written, in the tree. Raises UnknownError for what lies outside, with a note where a wider root helps.

    What is there when Terraform runs is not known, so that `try` and `fileexists` do not take it for missing.
    """
    written, root = path.data, context.instance.root
    elsewhere = Unknown(f"{written} lies outside of the scan root")
    of_machine = written.startswith(("/", "~"))
    found = None if of_machine else join(root.scope, written)
    if found is not None and not root.tree.leads_outside(found):
        return found
    if not of_machine:
        message = f"{context.call.name}: {elsewhere.why}, and is not read"
        context.instance.report(message, context.call, "outside", "give a wider root with --root")
    context.instance.budget.risk(Value(elsewhere))
    raise UnknownError(elsewhere)


def _bytes(context: Context, path: Value) -> bytes:
    inside = _inside(context, path)
    tree = context.instance.root.tree
    if not tree.is_file(inside):
        raise MissingError(f"there is no file {path.data}")
    try:
        return tree.read_bytes(inside)
    except UnreadableError as error:
        context.instance.report(f"{context.call.name}: {path.data} is not read: {error}", context.call, "outside")
        raise UnknownError(Unknown(f"{path.data}: {error}")) from error


def _file(context: Context, path: Value) -> str:
    try:
        return composed(_bytes(context, path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FunctionError(f"{path.data} is not UTF-8 text") from error


def _hashed(name: str, encode: bool = False) -> Any:
    return lambda context, path: digest(name, _bytes(context, path), encode)


def _base64(context: Context, path: Value) -> str:
    return base64.b64encode(_bytes(context, path)).decode()


def _exists(context: Context, path: Value) -> bool:
    inside, tree = _inside(context, path), context.instance.root.tree
    if tree.is_directory(inside):
        raise FunctionError(f"{path.data} is a directory")
    return tree.is_file(inside)


def _fileset(context: Context, directory: Value, pattern: Value) -> Any:
    tree, base = context.instance.root.tree, _inside(context, directory)
    wanted = posixpath.normpath(pattern.data)
    if wanted.startswith("../"):
        raise UnknownError(Unknown("the pattern leaves the directory"))
    matches = re.compile(_glob(wanted)).fullmatch
    everything = (
        posixpath.join(below, name)[len(base) + 1 if base else 0 :]
        for below in tree.directories(base, skipped=frozenset())
        for name, is_directory in tree.listing(below)
        if not is_directory
    )
    return set_value([Value(path) for path in everything if matches(path)], STRING)


_GLOB = re.compile(r"(\*\*/?|\*|\?|\{|\}|,|\[[^\]]*\]|\\.|[^*?{},\[\\]+|.)", re.DOTALL)


def _glob(pattern: str) -> str:
    """A file pattern as a regular expression: `**` crosses directories, `*` does not."""
    out, depth = "", 0
    for part in _GLOB.findall(pattern):
        if part.startswith("**"):
            out += "(?:[^/]+/)*" if part.endswith("/") else ".*"
        elif part in ("*", "?"):
            out += "[^/]*" if part == "*" else "[^/]"
        elif part == "{" or (part == "}" and depth):
            depth += 1 if part == "{" else -1
            out += "(?:" if part == "{" else ")"
        elif part == "," and depth:
            out += "|"
        elif part.startswith("[") and part.endswith("]") and len(part) > 2:
            inside = part[1:-1]
            negated = inside[0] in "!^"
            out += f"[{'^' if negated else ''}{re.escape(inside[negated:]).replace(chr(92) + '-', '-')}]"
        else:
            out += re.escape(part[1:] if part.startswith("\\") else part)
    return out if not depth else re.escape(pattern)


def _template_type(args: Sequence[Value]) -> Type:
    if type_of(args[1]) not in ("map", "object", "any"):
        raise FunctionError("the variables are a map or an object")
    return ANY


def _templatefile(context: Context, path: Value, variables: Value) -> Any:
    if not isinstance(variables.data, Map):
        raise UnknownError(variables.data)
    return render(_file(context, path), _inside(context, path), variables, context)


def _basename(path: str) -> str:
    return "." if not path else posixpath.basename(path.rstrip("/")) or "/"


def _dirname(path: str) -> str:
    return posixpath.normpath(posixpath.dirname(path) or ".")


def _abspath(path: Value) -> str:
    if not path.data.startswith("/"):
        raise UnknownError(Unknown("where terraform runs is not known"))
    return str(posixpath.normpath(path.data)).replace("//", "/")


def _pathexpand(path: Value) -> str:
    if path.data.startswith("~"):
        raise UnknownError(Unknown("a home directory is not known"))
    written: str = path.data
    return written


def _over(work: Any) -> Any:
    return lambda path: work(path.data)


FUNCTIONS = table(
    *(
        Function(name, (takes(STRING, "m"),), STRING, work, contextual=True)
        for name, work in (
            ("file", _file), ("filebase64", _base64), ("filemd5", _hashed("md5")), ("filesha1", _hashed("sha1")),
            ("filesha256", _hashed("sha256")), ("filesha512", _hashed("sha512")),
            ("filebase64sha256", _hashed("sha256", True)), ("filebase64sha512", _hashed("sha512", True)),
        )
    ),
    Function("fileexists", (takes(STRING, "m"),), BOOL, _exists, contextual=True),
    Function("fileset", (takes(STRING, "m"), takes(STRING, "m")), set_of(STRING), _fileset, contextual=True),
    Function("templatefile", (takes(STRING, "m"), takes(ANY, "o")), _template_type, _templatefile, not_null=False,
             contextual=True),
    Function("basename", (takes(STRING),), STRING, _over(_basename)),
    Function("dirname", (takes(STRING),), STRING, _over(_dirname)),
    Function("abspath", (takes(STRING),), STRING, _abspath),
    Function("pathexpand", (takes(STRING),), STRING, _pathexpand),
)  # fmt: skip
