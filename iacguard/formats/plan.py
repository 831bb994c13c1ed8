"""Plans as `terraform show -json` prints them: what will be there after the plan is applied.

Places are the plan's own JSON lines.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from iacguard.formats.base import Inputs, Loaded
from iacguard.formats.terraform.ast import Expression, ListExpression, Literal, ObjectExpression
from iacguard.formats.terraform.json_nodes import read_json
from iacguard.model.address import Address, parse
from iacguard.model.graph import Resource
from iacguard.model.report import ERROR, Diagnostic, FileRecord
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import NO_MARKS, SENSITIVE, Map, Reference, Seq, Unknown, Value
from iacguard.vocabulary.tables import Vocabulary

KEYS = ("format_version", "resource_changes")
"""What every plan has at its top; a JSON file without these words is none, and is not read further."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HIDDEN = frozenset({SENSITIVE})


def claims(path: str) -> bool:
    """A plan is JSON that is not Terraform's own syntax."""
    return path.endswith(".json") and not path.endswith((".tf.json", ".tofu.json", ".tfvars.json"))


def load(tree: Tree, paths: Iterable[str], inputs: Inputs, vocabulary: Vocabulary) -> Loaded:
    """The resources that remain after each plan; deletions are left out."""
    loaded = Loaded()
    for path in paths:
        try:
            source = tree.read(path)
        except UnreadableError as error:
            _unreadable(tree, path, error, loaded)
            continue
        if not all(f'"{key}"' in source.text for key in KEYS):
            loaded.files.append(FileRecord(path, "plan", "skipped", "no plan of terraform show -json"))
            continue
        root, wrong = read_json(source)
        if root is None:
            loaded.diagnostics += wrong
            loaded.files.append(FileRecord(path, "plan", "failed", "no JSON"))
        elif field(root, "format_version") is None or field(root, "resource_changes") is None:
            loaded.files.append(FileRecord(path, "plan", "skipped", "no plan of terraform show -json"))
        else:
            loaded.files.append(FileRecord(path, "plan", "parsed"))
            changes(root, path, vocabulary, loaded)
    return loaded


def _unreadable(tree: Tree, path: str, error: UnreadableError, loaded: Loaded) -> None:
    """What is no text is nobody's plan; a plan in UTF-16, which PowerShell writes, and any other reason is said."""
    if "UTF-8" in str(error) and not tree.read_bytes(path).startswith(_UTF16):
        loaded.files.append(FileRecord(path, "plan", "skipped", f"no plan of terraform show -json: {error}"))
        return
    loaded.diagnostics.append(Diagnostic(ERROR, "unreadable", f"cannot read it: {error}", path=path))
    loaded.files.append(FileRecord(path, "plan", "failed", str(error)))


def changes(root: Expression, path: str, vocabulary: Vocabulary, loaded: Loaded) -> None:
    """Add the resources of one plan."""
    written = dict(configured(field(field(root, "configuration"), "root_module"), ()))
    for item in elements(field(root, "resource_changes")):
        change = field(item, "change")
        after = field(change, "after")
        text = scalar(field(item, "address"))
        if not isinstance(after, ObjectExpression) or not isinstance(text, str):
            continue
        try:
            address = parse(text, path)
        except ValueError as error:
            message = f"the plan names a resource that cannot be read: {error}"
            loaded.diagnostics.append(Diagnostic(ERROR, "plan-address", message, item))
            continue
        expressions = written.get(str(address.static))
        body = planned(after, field(change, "after_unknown"), field(change, "after_sensitive"), expressions, address)
        native = address.type if address.mode == "managed" else f"data.{address.type}"
        common = vocabulary.common(native, body)
        loaded.resources.append(Resource(address, common, "tf", body, item, native_type=native))


def planned(
    after: Expression | None,
    unknown: Expression | None,
    sensitive: Expression | None,
    written: Expression | None,
    address: Address,
    path: tuple[str, ...] = (),
) -> Value:
    """A planned value: unknown where `unknown` says so, marked where `sensitive` does, with the references written."""
    refs = tuple(references(written, address))
    marks = _HIDDEN if scalar(sensitive) is True else NO_MARKS
    if scalar(unknown) is True:
        symbol = f"{address.scope}|{address}.{'.'.join(path)}"
        return Value(Unknown("known after apply", symbol), after or unknown, refs, marks=marks)
    if isinstance(after, ObjectExpression) or isinstance(unknown, ObjectExpression):
        keys = {str(scalar(key)): None for node in (after, unknown) for key, _ in pairs(node)}
        inside = None if field(written, "references") is not None else written
        items = {
            key: planned(
                field(after, key), field(unknown, key), field(sensitive, key), field(inside, key), address, (*path, key)
            )
            for key in keys
        }
        return Value(Map(items), after or unknown, refs, marks=marks)
    if isinstance(after, ListExpression) or isinstance(unknown, ListExpression):
        columns = [elements(node) for node in (after, unknown, sensitive, written)]
        size = max(len(columns[0]), len(columns[1]))
        rows = ([column[i] if i < len(column) else None for column in columns] for i in range(size))
        seq = [planned(a, u, s, w, address, (*path, str(i))) for i, (a, u, s, w) in enumerate(rows)]
        return Value(Seq(seq), after or unknown, refs, marks=marks)
    return Value(scalar(after), after, refs, marks=marks)


def references(written: Expression | None, address: Address) -> Iterator[Reference]:
    """What an expression of the configuration refers to, as far as it names resources of the same module."""
    for node in elements(field(written, "references")):
        parts = str(scalar(node)).split("[")[0].split(".")
        mode = "data" if parts[0] == "data" else "managed"
        parts = parts[mode == "data" :]
        if len(parts) >= 2 and parts[0] not in ("var", "local", "module", "each", "count", "path", "terraform", "self"):
            yield Reference(Address(address.scope, address.modules, mode, parts[0], parts[1]), tuple(parts[2:3]))


def configured(module: Expression | None, calls: tuple[str, ...]) -> Iterator[tuple[str, Expression]]:
    """Static address and expressions of every resource that the configuration declares."""
    prefix = "".join(f"module.{call}." for call in calls)
    for item in elements(field(module, "resources")):
        expressions = field(item, "expressions")
        if expressions is not None:
            yield prefix + str(scalar(field(item, "address"))), expressions
    for key, call in pairs(field(module, "module_calls")):
        yield from configured(field(call, "module"), (*calls, str(scalar(key))))


def pairs(node: Expression | None) -> list[tuple[Expression, Expression]]:
    """The items of an object, none of anything else."""
    return node.items if isinstance(node, ObjectExpression) else []


def elements(node: Expression | None) -> list[Expression]:
    """The items of a list, none of anything else."""
    return node.items if isinstance(node, ListExpression) else []


def field(node: Expression | None, name: str) -> Expression | None:
    """The value of a key, None where it is not there."""
    return next((value for key, value in pairs(node) if scalar(key) == name), None)


def scalar(node: Expression | None) -> object:
    """The value of a literal, None of anything else."""
    return node.value if isinstance(node, Literal) else None
