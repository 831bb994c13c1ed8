"""Where a result points: at the operand that decided it, in the user's file."""

import pytest

from iacguard.model.source import Source, Span
from iacguard.model.value import SENSITIVE, Choice, Map, Possible, Seq, Unknown, Value

TEXT = "bucket acl tags=Owner,Team ports=22,443 later nothing rest"
FILE = Source("main.tf", TEXT)


def at(word, data):
    start = TEXT.index(word)
    return Value(data, Span(FILE, start, start + len(word)))


PORTS = Value(Seq([at("22", 22), at("443", 443)]), Span(FILE, TEXT.index("ports"), TEXT.index("443") + 3))
TAGS = Value(Map({"Owner": at("Owner", "ml"), "Team": at("Team", None)}), Span(FILE, TEXT.index("tags"), 26))
GIVEN = {
    "bucket": at("bucket", "logs"), "acl": at("acl", "private"), "tags": TAGS, "ports": PORTS,
    "later": at("later", Unknown("no value")), "nothing": at("nothing", None),
    "rest": at("rest", Seq([], [Possible(at("acl", "m"), at("later", Unknown("whether")))], None)),
    "choice": at("later", Choice("var.x", {"a": Value(True), "b": Value(False)})),
}  # fmt: skip


def rows(table):
    """The lines of a table: what stands on both sides of the arrow."""
    lines = [line.strip() for line in table.splitlines() if "=>" in line]
    return [tuple(part.strip() for part in line.rsplit("=>", 1)) for line in lines]


PLACES = """
    bucket == 'logs' => bucket
    'logs' == bucket => bucket
    bucket != acl => bucket
    5 > size(bucket) => bucket
    bucket == 'x' && acl == 'x' => bucket
    bucket == 'logs' && acl == 'x' => acl
    bucket == 'logs' && acl == 'private' => bucket
    bucket == 'x' || acl == 'private' => acl
    bucket == 'x' || acl == 'x' => bucket
    true && acl == 'private' => acl
    !(acl == 'private') => acl
    bucket == 'logs' && acl == 'private' && nothing == null => bucket
    ports.exists(p, p == 443) => 443
    ports.exists(p, p == 80) => ports=22,443
    ports.all(p, p > 22) => 22
    ports.all(p, p > 1) => ports=22,443
    ports.exists(p, true) => 22
    443 in ports => 443
    80 in ports => ports=22,443
    'Owner' in tags => Owner
    'x' in tags => tags=Owner
    'Team' in tags => Team
    tags.Owner == 'ml' => Owner
    tags.x == null => tags=Owner
    nothing == null => nothing
    nothing.a.b == null => nothing
    has(tags.Owner) => Owner
    has(tags.x) => tags=Owner
    size(ports) > 1 => ports=22,443
    ports[1] == 443 => 443
    ports.exists_one(p, p == 22) => ports=22,443
    (true ? acl : bucket) == 'x' => acl
    acl.startsWith('p') => acl
    acl.lowerAscii() == 'private' => acl
    acl + 'x' == 'y' => acl
    later == 'x' => later
    bucket == 'logs' && later == 'x' => later
    later.a.b == 1 => later
    ports.exists(p, p == later) => later
    rest.exists(r, r == 'm') => later
    choice => later
    sets.contains(ports, [443]) => ports=22,443
    tags.?Owner.value() == 'ml' => Owner
    ports.filter(p, p == 443)[0] == 443 => 443
    ports.map(p, p + 1)[0] == 23 => 22
    1 / 0 == size(bucket) => nowhere
    bucket < 5 => bucket
    bucket.x == 1 => bucket
    !bucket => bucket
"""


@pytest.mark.parametrize(("text", "word"), rows(PLACES))
def test_a_result_points_at_what_decided_it(text, word, value_of):
    span = value_of(text, **GIVEN).span
    if word == "nowhere":
        assert span is None
        return
    assert span is not None
    assert TEXT[span.start :].startswith(word), TEXT[span.start : span.end]


def test_a_result_carries_what_it_was_computed_from_and_its_marks(value_of):
    source = at("acl", "private")
    used = Value("private", Span(FILE, 0, 6), origin=source, marks=frozenset({SENSITIVE}))
    for text in (
        "x == 'private'",
        "x in ['private']",
        "x.startsWith('p')",
        "!(x == 'y')",
        "x < 'z'",
        "x == 'a' || x == 'b'",
    ):
        result = value_of(text, x=used)
        assert result.origin is used, text  # whose own origin is the source
        assert SENSITIVE in result.marks, text
    for text in ("x + 'a'", "'a' + x", "x.lowerAscii()", "'%s'.format([x])", "[x].join()", "string(x)"):
        assert SENSITIVE in value_of(text, x=used).marks, text
