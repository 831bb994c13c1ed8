"""How far the evaluator agrees with CEL's public conformance data.

    git clone https://github.com/google/cel-spec && python -m benchmarks.cel_conformance cel-spec [--write]

Cases that need messages of protocol buffers are counted apart, each with its reason. With --write the table in
docs/cel.md and the list in docs/cel-conformance.csv are made anew.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import textproto
from benchmarks.textproto import Message
from iacguard.model.value import Error, Seq, Unknown, Value
from iacguard.model.world import World
from iacguard.policy.cel import compiler
from iacguard.policy.cel.checker import Checker
from iacguard.policy.cel.kinds import CelType, Duration, LiteralMap, Optional, Timestamp, Uint, data_of, key_of
from iacguard.policy.cel.parser import CelSyntaxError, parse
from iacguard.policy.cel.scope import FIRST, CelTypeError, Scope, environment
from iacguard.policy.cel.signatures import Overload
from iacguard.policy.cel.statics import Static, nullable

DATA = "tests/simple/testdata"
MESSAGES = re.compile(
    r"TestAllTypes|TestRequired|NestedEnum|GlobalEnum|google\.protobuf\.(?!Timestamp|Duration)\w+"
    r"|google\.protobuf\.(?:Timestamp|Duration)\s*\{|\w*Value\s*\{|proto\.(?:has|get)Ext|message_field_with"
)
WELL_KNOWN = "type.googleapis.com/google.protobuf."


class NeedsMessagesError(Exception):
    """A case about messages of protocol buffers, and what it needs of them."""


class Case(NamedTuple):
    """One test of the data."""

    file: str
    section: str
    test: Message

    @property
    def name(self) -> str:
        return f"{self.file}/{self.section}/{self.test.text('name')}"


def cases(folder: Path) -> Iterator[Case]:
    """Every test of the data, in the order of its files."""
    for path in sorted((folder / DATA).glob("*.textproto")):
        for section in textproto.read(path.read_text(encoding="utf-8")).all("section"):
            for test in section.all("test"):
                yield Case(path.stem, section.text("name"), test)


def run(case: Case) -> str:
    """What is wrong with the answer; empty where nothing is. Raises NeedsMessagesError."""
    test = case.test
    expression = test.text("expr")
    found = MESSAGES.search(expression)
    if found:
        raise NeedsMessagesError(f"names the message or enumeration {found[0].rstrip('{ ')}")
    for declared in test.all("type_env"):
        _refuse_messages(declared)
    variables = {entry.text("key"): _bound(entry.get("value")) for entry in test.all("bindings")}
    slots = {name: FIRST + number for number, name in enumerate(variables)}
    scope = Scope(slots, None, test.text("container"), lenient=test.get("disable_check") == "true")
    wanted = _wanted(test)
    faults = _checked(test, expression, variables, scope)
    if test.get("check_only") == "true":
        return faults
    if faults:
        return "" if isinstance(wanted, Error) else faults
    try:
        closure = compiler.program(parse(expression), scope)
        answer = closure(environment(World(), None, *variables.values()))
    except (CelSyntaxError, CelTypeError) as error:
        answer = Value(Error(f"when it is loaded: {error}"))
    return _compare(answer.data, wanted)


def _checked(test: Message, expression: str, variables: dict[str, Value], scope: Scope) -> str:
    """What the checker says against the expression, or the type that it wrongly deduces; empty for nothing."""
    if test.get("disable_check") == "true":
        return ""
    functions: dict[str, tuple[Overload, ...]] = {}
    kinds: dict[str, Static] = {}
    for declared in test.all("type_env"):
        if declared.has("ident"):
            kinds[declared.text("name")] = _static(declared.get("ident").get("type"))
        else:
            overloads = declared.get("function").all("overloads")
            functions[declared.text("name")] = tuple(_overload(overload) for overload in overloads)
    names = [*variables, *(name for name in kinds if name not in variables)]
    slots = {name: FIRST + number for number, name in enumerate(names)}
    known = {slots[name]: kind for name, kind in kinds.items()}
    checker = Checker(None, known, functions)
    try:
        kind = checker.deduced(parse(expression), Scope(slots, None, scope.container))
    except CelSyntaxError as error:
        return str(error)
    if checker.faults:
        return "; ".join(fault.message for fault in checker.faults)
    if test.has("typed_result") and test.get("typed_result").has("deduced_type"):
        wanted = _static(test.get("typed_result").get("deduced_type"))
        return "" if kind == wanted else f"deduced {kind}, not {wanted}"
    return ""


def _overload(message: Message) -> Overload:
    params = tuple(_static(param) for param in message.all("params"))
    return Overload(params, _static(message.get("result_type")), len(params))


def _static(message: Message) -> Static:
    """A cel.expr.Type as the checker's own. Raises NeedsMessagesError."""
    (kind, given), *_ = message.fields
    if kind in ("primitive", "well_known", "wrapper"):
        name = str(given).lower().removesuffix("64")
        return nullable(Static(name)) if kind == "wrapper" else Static("dyn" if name == "any" else name)
    if kind in ("null", "dyn"):
        return Static("null_type" if kind == "null" else "dyn")
    if kind == "list_type":
        return Static("list", _static(given.get("elem_type")))
    if kind == "map_type":
        return Static("map", _static(given.get("key_type")), _static(given.get("value_type")))
    if kind == "type_param":
        return Static("var", str(given))
    if kind == "abstract_type":
        return Static(given.text("name"), *(_static(inner) for inner in given.all("parameter_types")))
    if kind == "type":
        return Static("type", _static(given) if given.fields else Static("dyn"))
    raise NeedsMessagesError(f"declares or expects the type {kind} {given}")


def _refuse_messages(message: Message) -> None:
    for name, value in message.fields:
        if name == "message_type":
            raise NeedsMessagesError(f"declares a variable of the message {value}")
        if isinstance(value, Message):
            _refuse_messages(value)


def _wanted(test: Message) -> Any:
    """The data that is expected; an Error for any error, an Unknown for any unknown."""
    if test.has("eval_error") or test.has("any_eval_errors"):
        return Error("any")
    if test.has("unknown") or test.has("any_unknowns"):
        return Unknown("any")
    if test.has("typed_result"):
        typed = test.get("typed_result")
        return _data(typed.get("result")) if typed.has("result") else None
    return _data(test.get("value")) if test.has("value") else True


def _bound(value: Message) -> Value:
    return Value(_data(value.get("value"))) if value.has("value") else Value(Error("bound to an error"))


def _data(value: Message) -> Any:
    """The data of a cel.expr.Value. Raises NeedsMessagesError."""
    (kind, given), *_ = value.fields
    if kind == "null_value":
        return None
    if kind == "bool_value":
        return given == "true"
    if kind == "int64_value":
        return int(given, 0)
    if kind == "uint64_value":
        return Uint(int(given, 0))
    if kind == "double_value":
        return float(given)
    if kind == "string_value":
        return str(given)
    if kind == "bytes_value":
        return bytes(given)
    if kind == "type_value":
        return CelType(str(given))
    if kind == "list_value":
        return Seq([Value(_data(item)) for item in given.all("values")])
    if kind == "map_value":
        entries = given.all("entries")
        return LiteralMap({key_of(_data(e.get("key"))): Value(_data(e.get("value"))) for e in entries})
    return _object(kind, given)


def _object(kind: str, given: Any) -> Any:
    if kind == "object_value" and isinstance(given, Message):
        (name, inner), *_ = given.fields
        short = name.strip("[]").removeprefix(WELL_KNOWN)
        if short in ("Duration", "Timestamp"):
            nanos = int(inner.get("seconds", "0")) * 10**9 + int(inner.get("nanos", "0"))
            return (Duration if short == "Duration" else Timestamp)(nanos)
        raise NeedsMessagesError(f"expects or binds a message of type {name.strip('[]')}")
    raise NeedsMessagesError(f"expects a value of kind {kind}")


def _compare(got: Any, wanted: Any) -> str:
    if isinstance(wanted, (Error, Unknown)):
        return "" if got.__class__ is wanted.__class__ else f"expected an {type(wanted).__name__}, got {_plain(got)!r}"
    return "" if _same(_plain(got), _plain(wanted)) else f"expected {_plain(wanted)!r}, got {_plain(got)!r}"


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return repr(a) == repr(b)
    if a.__class__ is not b.__class__:
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    return bool(a == b)


def _plain(data: Any) -> Any:
    """Data as Python's own, for comparison by kind and value."""
    if isinstance(data, Seq):
        return [_plain(item.data) for item in data.items]
    if isinstance(data, LiteralMap):
        return {repr(data_of(key)): _plain(item.data) for key, item in data.items.items()}
    if isinstance(data, Optional):
        return ("optional", _plain(data.value.data) if data.value is not None else None)
    return data


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a copy of github.com/google/cel-spec")
    parser.add_argument("--write", action="store_true", help="bring the documentation up to date")
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    left_out: list[tuple[str, str]] = []
    for case in cases(options.folder):
        row = counts.setdefault(case.file, Counter())
        try:
            wrong = run(case)
        except NeedsMessagesError as why:
            row["messages"] += 1
            left_out.append((case.name, str(why)))
            continue
        row["wrong" if wrong else "right"] += 1
        if wrong:
            print(f"WRONG     {case.name}: {case.test.text('expr')[:200]}\n          {wrong}")
    counts["all"] = sum(counts.values(), Counter())
    table = _table(counts)
    print(table)
    if options.write:
        _write(table, left_out)
    return 1 if counts["all"]["wrong"] else 0


def _table(counts: dict[str, Counter[str]]) -> str:
    rows = ["| file | right | wrong | needs messages |", "|---|---:|---:|---:|"]
    for file, row in counts.items():
        if row.total():
            rows.append(f"| {file} | {row['right']} | {row['wrong']} | {row['messages']} |")
    return "\n".join(rows)


def _write(table: str, left_out: list[tuple[str, str]]) -> None:
    import csv

    from tools.cel_docs import PAGE, filled

    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), "conformance", table), encoding="utf-8")
    with PAGE.with_name("cel-conformance.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("test", "needs messages of protocol buffers because it"))
        writer.writerows(left_out)


if __name__ == "__main__":
    sys.exit(main())
