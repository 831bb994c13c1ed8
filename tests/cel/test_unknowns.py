"""What the page on semantics says of unknowns, choices and open lists, sentence by sentence."""

import pytest

from iacguard.model.source import Source, Span
from iacguard.model.value import OTHER, Choice, Error, Hollow, Map, Possible, Seq, Unknown, Value

U = Unknown("no value is given")
CHOICE = Choice("var.env", {"dev": Value("a"), "prod": Value("b")})
NULL = Value(None, Span(Source("main.tf", "x"), 0, 1))
ON = Choice("var.on", {"true": Value(True), "false": Value(False)})


def open_list(*items, maybe=(), rest=None):
    return Value(Seq([Value(item) for item in items], [Possible(Value(v), why) for v, why in maybe], rest))


def open_map(rest=None, **items):
    return Value(Map({key: Value(item) for key, item in items.items()}, rest))


def kind(data):
    return type(data).__name__.lower() if data.__class__ is not bool else str(data).lower()


def rows(table):
    """The lines of a table: what stands on both sides of the arrow."""
    lines = [line.strip() for line in table.splitlines() if "=>" in line]
    return [tuple(part.strip() for part in line.rsplit("=>", 1)) for line in lines]


ANSWERS = """
    # precedence: what decides wins, then unknown, then error
    false && u => false
    u && false => false
    true || u => true
    u || true => true
    u && true => unknown
    1 / 0 == 1 && u => unknown
    u || 1 / 0 == 1 => unknown
    (1 / 0 == 1) && false => false
    !u => unknown
    u + 1 / 0 == 1 => unknown
    [1 / 0, 1].exists(x, x == 1) => error
    u ? 1 / 0 == 1 : true => unknown
    [0, 1].exists(x, 1 / x == 7 || u) => unknown
    [0, 1].all(x, 1 / x == 1) => error
    [u, 1 / 0] == [] => unknown
    # equality
    u == null => unknown
    sure == null => false
    sure != null => true
    arn == 'arn:aws:x' => unknown
    arn == 's3:x' => false
    arn == 5 => false
    arn == null => false
    text == 5 => false
    text == null => unknown
    text == 'x' => unknown
    few == 2 => unknown
    few == 9 => false
    few == 2.5 => unknown
    list == 'x' => false
    same == twin => true
    same != twin => false
    same == other => unknown
    same.a == twin.a => true
    same.a == twin.b => unknown
    same['a'] == twin.a => true
    !same == twin => unknown
    same + 1 == twin => unknown
    [u, 1] == [u, 2] => false
    [u] == [1, 2] => false
    [same] == [twin] => true
    {'a': u} == {'b': 1} => false
    # order
    few > 0 => true
    few < 1 => false
    few >= 1 => true
    few > 3 => false
    few > 2 => unknown
    5 > few => true
    size(open) > 0 => true
    size(open) > 1 => unknown
    size(open) < 1 => false
    size(maybe) > 2 => false
    u < null => unknown
    null < 1 => error
    # selection
    u.a.b == 1 => unknown
    tags.missing == null => true
    more.missing == null => unknown
    more.Owner == 'ml' => true
    tags['missing'] == null => true
    {'a': 1}.b == 1 => error
    'text'.a == 1 => error
    tags.Owner.x == 1 => error
    nothing.a == null => true
    open[0] == 'a' => unknown
    maybe[0] == 'a' => unknown
    # has, in
    has(tags.Owner) => true
    has(tags.missing) => false
    has(more.missing) => unknown
    has(tags.empty) => false
    has(tags.Owner.x) => false
    has(tags.later) => unknown
    has(tags.given) => true
    has(nothing.a) => false
    'Owner' in tags => true
    'missing' in tags => false
    'empty' in tags => false
    'later' in tags => unknown
    'given' in tags => true
    'missing' in more => unknown
    'a' in nothing => false
    'a' in open => true
    'z' in open => unknown
    'a' in maybe => true
    'm' in maybe => unknown
    'z' in maybe => false
    u in ['a'] => unknown
    arn in ['s3:x'] => false
    1 in 'text' => error
    # null
    size(nothing) == 0 => true
    nothing.exists(x, true) => false
    nothing.all(x, false) => true
    nothing.startsWith('a') => false
    nothing.lowerAscii() == 'a' => error
    # macros
    open.exists(x, x == 'a') => true
    open.exists(x, x == 'z') => unknown
    open.all(x, x == 'z') => false
    open.all(x, x == 'a') => unknown
    maybe.exists(x, x == 'm') => unknown
    maybe.all(x, x != 'z') => true
    maybe.exists(x, x == 'z') => false
    maybe.exists_one(x, x == 'a') => true
    maybe.exists_one(x, true) => unknown
    open.exists_one(x, true) => unknown
    (open + ['b', 'c']).exists_one(x, x != 'a') => false
    size(['a', 'b'].filter(x, x == u)) <= 2 => true
    size(['a'].filter(x, u == x)) == 1 => unknown
    ['a', 'b'].filter(x, x == 'a' || u == x)[0] == 'a' => unknown
    open.map(x, x + x).exists(x, x == 'aa') => true
    tags.exists(k, k == 'empty') => false
    tags.exists(k, k == 'later') => unknown
    size(tags) == 2 => unknown
    size(tags) >= 2 => true
    size(tags) <= 3 => true
    more.all(k, k == 'Owner') => unknown
    ['a', u].join() == 'ab' => unknown
    [u, 'a'].sort()[0] == 'a' => unknown
    # texts of which the begin is known
    arn.startsWith('arn:') => true
    arn.startsWith('s3') => false
    arn.startsWith('arn:aws:s3:::x') => unknown
    arn.contains('rn:') => true
    arn.contains('zz') => unknown
    arn.lowerAscii().startsWith('arn') => true
    ('x-' + u).startsWith('x-') => true
    ('x-' + u) == 'y' => false
    arn.endsWith('x') => unknown
    # maps that files and expressions make
    tags == {'Owner': 'ml', 'given': g, 'later': l} => true
    empty == {} => true
    {'a': null} == {} => false
    optional.ofNonZeroValue(open).hasValue() => true
    tags.?missing.orValue('z') == 'z' => true
    tags.?later.hasValue() => unknown
    more.?missing.orValue('z') == 'z' => unknown
"""


@pytest.mark.parametrize(("text", "answer"), rows(ANSWERS))
def test_an_answer(text, answer, data_of):
    given = Unknown("given", "g", not_null=True)
    later = Unknown("later", "l")
    data = data_of(
        text, u=U, sure=Unknown("x", not_null=True),
        arn=Unknown("x", prefix="arn:aws:"), text=Unknown("x", type="string"),
        few=Unknown("x", type="number", low=1, high=3), same=Unknown("x", "s"), twin=Unknown("y", "s"),
        other=Unknown("x", "o"), open=open_list("a", rest=U), list=Unknown("x", type="list"),
        maybe=open_list("a", maybe=[("m", Value(U))]), more=open_map(U, Owner="ml"), nothing=NULL,
        tags=open_map(Owner="ml", empty=None, later=later, given=given), g=given, l=later, empty=open_map(a=None),
    )  # fmt: skip
    assert kind(data) == answer, data


IN_A_WORLD = """
    c == 'a' => true
    c == 'b' => false
    c in ['a'] => true
    [c][0] == 'a' => true
    [c].exists(x, x == 'a') => true
    {'k': c}.k == 'a' => true
    l.exists(x, x == 'm') => true
    size(l) == 2 => true
    l == ['a', 'm'] => unknown
    l[0] == 'a' => unknown
    size(l.filter(x, true)) == 2 => true
    l.filter(x, true)[0] == 'a' => unknown
    'm' in l && sets.contains(l, ['m']) => true
    l.join() == 'am' => unknown
    m.k == 'a' => true
    m.map(k, m[k]) == ['a'] => true
    f ? c == 'a' : false => true
    optional.of(c).value() == 'a' => true
"""


@pytest.mark.parametrize(("text", "answer"), rows(IN_A_WORLD))
def test_a_world_decides_choices_wherever_they_stand(text, answer, value_of):
    given = {
        "c": Value(CHOICE), "f": Value(ON), "m": Value(Map({"k": Value(CHOICE)})),
        "l": open_list("a", maybe=[("m", Value(ON))]),
    }  # fmt: skip
    assert kind(value_of(text, {"var.env": "dev", "var.on": "true"}, **given).data) == answer
    pending = value_of(text, {}, **given).data
    asks = text not in ("l == ['a', 'm']", "l[0] == 'a'", "l.filter(x, true)[0] == 'a'", "l.join() == 'am'")
    assert isinstance(pending, Unknown)
    assert not asks or pending.pending is not None, "where a choice would decide, it is named"


def test_between_two_unknowns_the_one_that_can_be_asked_wins(value_of):
    for text in ("u && c", "c && u", "[u, c].all(x, x)", "u == 1 || c"):
        assert value_of(text, u=U, c=Value(ON)).data.pending is not None, text


def test_a_world_that_excludes_labels_decides_what_is_left(value_of):
    choice = Value(Choice("var.env", {"dev": Value(1), OTHER: Value(2)}))
    assert value_of("c == 2", {"var.env": frozenset({"dev"})}, c=choice).data is True


class Defaults:
    """A block that is not there, with the default of an attribute."""

    def select(self, name, here, world):
        return Value("AES256" if name == "algorithm" else None, here.span)


def test_a_block_that_is_not_there_is_null_and_has_its_defaults(data_of):
    block = Hollow(Defaults(), None)
    assert (
        data_of("b == null && b.algorithm == 'AES256' && b['algorithm'] == 'AES256' && !has(b.name)", b=block) is True
    )
    assert data_of("b.?algorithm.orValue('none') == 'AES256'", b=block) is True


def test_an_evaluation_looks_at_a_bounded_number_of_elements(data_of):
    many = [Value(number) for number in range(1000)]
    data = data_of("x.all(a, x.all(b, a + b >= 0))", x=Value(Seq(many)))
    assert isinstance(data, Unknown)
    assert "more than 100000 elements" in data.why
    doubled = "cel.bind(a, [x, x], " * 30 + "a == a" + ")" * 30
    assert isinstance(data_of(doubled.replace("a, [x, x]", "a, [1, 1]", 1), x=1), (bool, Unknown))
    nested = "".join(f"cel.bind(v{n}, [v{n - 1}, v{n - 1}], " for n in range(1, 40))
    assert isinstance(data_of(f"{nested}v39 == v39{')' * 39}", v0=1), Unknown), (
        "lists of lists of lists are not compared"
    )
    grown = "".join(f"cel.bind(v{n}, v{n - 1} + v{n - 1}, " for n in range(1, 40))
    assert isinstance(data_of(f"{grown}size(v39){')' * 39}", v0="xx"), Error), "a text does not grow for ever"


def test_sorting_does_not_make_up_where_a_chosen_element_stood(data_of):
    there = Value(Choice("spot", {"yes": Value(True), "no": Value(False)}))
    items = Value(Seq([Value(1), Value(5)], [Possible(Value(2), there)]))
    for world in ({"spot": "yes"}, {}):
        assert data_of("x.sortBy(n, 0)[1]", world=world, x=items).__class__ is Unknown
    assert data_of("x.sortBy(n, -n)[0]", world={"spot": "no"}, x=items) == 5
