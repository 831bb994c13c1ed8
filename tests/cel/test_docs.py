"""The page on expressions says what there is; and what it lists is really there."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tools"))

import cel_docs

from iacguard.policy.cel import functions
from iacguard.policy.cel.checker import Checker
from iacguard.policy.cel.kinds import type_of
from iacguard.policy.cel.macros import MACROS, PACKAGED
from iacguard.policy.cel.parser import parse
from iacguard.policy.cel.scope import Scope
from iacguard.policy.cel.signatures import overloads


def test_the_page_is_up_to_date():
    page = cel_docs.PAGE.read_text(encoding="utf-8")
    assert cel_docs.current(page) == page, "run `python tools/cel_docs.py`"


def test_every_function_has_a_signature_and_every_signature_a_function():
    operators = {name for name in overloads() if name.startswith(("_", "-"))}
    assert set(overloads()) - operators == set(functions.HOMES)


@pytest.mark.parametrize("name", sorted(functions.HOMES))
def test_a_function_takes_as_many_arguments_as_its_signatures_say(name):
    found = functions.find(name)
    assert found is not None
    ways = overloads()[name]
    assert found.least == min(way.least for way in ways)
    many = any(way.many for way in ways)
    assert many or found.most == max(len(way.params) for way in ways)


TEXTS = {
    "timestamp": "'2027-01-31T00:00:00Z'", "duration": "'90s'", "ip": "'10.0.0.1'", "cidr": "'10.0.0.0/8'",
    "containsIP": "'10.0.0.1'", "containsCIDR": "'10.0.0.0/9'", "isCanonical": "'10.0.0.1'", "decode": "'MTE='",
    "format": "'%s'",
}  # fmt: skip
SAMPLES = {
    "int": "1", "uint": "1u", "double": "1.0", "number": "1", "bool": "true", "bytes": "b'1'", "dyn": "1",
    "timestamp": "timestamp(0)", "duration": "duration('1s')", "net.IP": "ip('10.0.0.1')", "var": "1",
    "net.CIDR": "cidr('10.0.0.0/8')",
}  # fmt: skip


def written(kind, name):
    """An expression of a type."""
    if kind.name == "string":
        zone = "'UTC'" if name.startswith("get") else "'1'"
        return TEXTS.get(name, zone)
    if kind.name == "list":
        return f"[{written(kind.args[0], '')}]"
    if kind.name == "map":
        return "{1: 1}"
    return f"optional.of({written(kind.args[0], '')})" if kind.name == "optional_type" else SAMPLES[kind.name]


def calls():
    """A call of each way of each function, and the type that it gives."""
    for full, ways in overloads().items():
        if full[0] in "_-" or full in ("ref", "linked", "resources", "instance"):
            continue
        for way in ways:
            name = full.rpartition(".")[2]
            args = [written(kind, name) for kind in way.params]
            for given in range(way.least, len(args) + 1):
                receiver = f"({args[0]})." if full.startswith(".") else ""
                inner = ", ".join(args[1:given] if receiver else args[:given])
                yield f"{receiver}{name if receiver else full}({inner})", way.result


@pytest.mark.parametrize(("text", "result"), list(calls()))
def test_a_function_gives_what_its_signature_says(text, result, data_of):
    data = data_of(text.replace("lastIndexOf('1', 1)", "lastIndexOf('1', 0)"))
    name = type_of(data).name.rpartition(".")[2].lower()
    wanted = {"number": ("int",), "var": ("int",), "dyn": ("int",)}.get(
        result.name, (result.name.rpartition(".")[2].lower(),)
    )
    assert name in wanted, (text, data)
    checker = Checker()
    kind = checker.deduced(parse(text), Scope({}))
    assert not checker.faults
    assert kind.name in (result.name, "int", "dyn")


def test_every_macro_has_a_meaning():
    assert set(cel_docs.MEANINGS) == {*MACROS, *PACKAGED}
