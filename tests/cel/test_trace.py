"""What a trace tells of an expression."""

from iacguard.model.source import Source, Span
from iacguard.model.value import SENSITIVE, Choice, Map, Seq, Unknown, Value
from iacguard.model.world import World
from iacguard.policy.cel.parser import parse
from iacguard.policy.cel.scope import FIRST, Scope, environment
from iacguard.policy.cel.trace import shown, trace

FILE = Source("main.tf", "bucket = var.name\nports = [22, 443]\n")
BUCKET, PORTS = Span(FILE, 9, 17), Span(FILE, 26, 35)
RESOURCE = Value(Map({
    "bucket": Value(Unknown("var.name has no value"), BUCKET),
    "ports": Value(Seq([Value(22, Span(FILE, 27, 29)), Value(443, Span(FILE, 31, 34))]), PORTS),
}), Span(FILE, 0, 6))  # fmt: skip
TEXTS = {"open": "resource.ports.exists(p, p == 22)"}
SCOPE = Scope({"resource": FIRST}, {name: parse(text) for name, text in TEXTS.items()})


def rows(text, world=None):
    found = trace(text, SCOPE, environment(World(world or {}), None, RESOURCE), TEXTS)
    return [(depth, step.text, shown(step.value)) for depth, step in found.rows()]


def test_every_part_that_was_evaluated_is_there_under_the_part_that_asked():
    assert rows("resource.bucket == 'x' || size(resource.ports) > 2") == [
        (0, "resource.bucket == 'x' || size(resource.ports) > 2", "unknown"),
        (1, "resource.bucket == 'x'", "unknown"),
        (2, "resource.bucket", "unknown"),
        (3, "resource", "{'bucket': unknown, 'ports': [22, 443]}"),
        (1, "size(resource.ports) > 2", "false"),
        (2, "size(resource.ports)", "2"),
        (3, "resource.ports", "[22, 443]"),
        (4, "resource", "{'bucket': unknown, 'ports': [22, 443]}"),
    ]


def test_a_part_that_nothing_asked_is_not_there():
    assert [text for _, text, _ in rows("true || resource.bucket == 'x'")] == ["true || resource.bucket == 'x'"]


def test_values_have_their_place_and_the_reason_that_they_are_unknown():
    whole = trace("resource.bucket == 'x'", SCOPE, environment(World(), None, RESOURCE))
    assert whole.why == "var.name has no value"
    (bucket, _) = whole.steps
    assert (bucket.why, str(bucket.value.span)) == ("var.name has no value", "main.tf:1:10")
    assert (bucket.start, bucket.end) == (0, 15)
    assert trace("1 / 0", SCOPE, environment(World(), None, RESOURCE)).why == "division by zero"


def test_a_macro_shows_each_element_once():
    found = trace("resource.ports.exists(p, p == 443)", SCOPE, environment(World(), None, RESOURCE))
    bodies = [step for step in found.steps if step.elements]
    assert [(shown(step.elements["p"]), step.text, shown(step.value)) for step in bodies] == [
        ("22", "p == 443", "false"), ("443", "p == 443", "true"),
    ]  # fmt: skip
    assert str(found.value.span) == "main.tf:2:14", "the whole points at the element that decided"


def test_a_definition_shows_its_own_text():
    assert rows("!open")[:4] == [
        (0, "!open", "false"), (1, "open", "true"), (2, "resource.ports.exists(p, p == 22)", "true"),
        (3, "resource.ports", "[22, 443]"),
    ]  # fmt: skip


def test_a_world_decides_what_it_decides():
    choice = Value(Choice("var.env", {"dev": Value(True), "prod": Value(False)}))
    scope = Scope({"x": FIRST})
    asked = trace("x", scope, environment(World(), None, choice))
    assert (shown(asked.value), asked.why) == ("unknown", "depends on var.env")
    assert shown(trace("x", scope, environment(World({"var.env": "dev"}), None, choice)).value) == "true"


def test_what_is_sensitive_is_not_shown():
    secret = Value("hunter2", marks=frozenset({SENSITIVE}))
    assert shown(secret) == "(sensitive)"
    assert "hunter2" not in shown(Value(Seq([secret]))) + shown(Value(Map({"password": secret})))
    scope = Scope({"x": FIRST})
    found = trace("x.lowerAscii() + 'a' == 'b'", scope, environment(World(), None, secret))
    assert [shown(step.value) for _, step in found.rows()] == ["(sensitive)"] * 4


def test_what_is_long_is_cut():
    assert shown(Value("x" * 100), 20) == "'" + "x" * 18 + "…"
    assert len(shown(Value(Seq([Value(number) for number in range(1000)])), 30)) == 30
