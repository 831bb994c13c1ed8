"""A certain answer holds whatever the unknown values turn out to be; and the logic has the laws that it claims.

Some thousand random expressions run with the suite; `IACGUARD_EXAMPLES=100000` (make semantics) runs as many as that.
"""

import os
import random
from functools import cache

import pytest
from random_expressions import Expressions, variables
from weakening import Weakener, consistent

from iacguard.model.value import Error, Unknown
from iacguard.model.world import World
from iacguard.policy.cel.compiler import FIRST, Scope, environment, program
from iacguard.policy.cel.parser import CelSyntaxError, parse

QUICK = bool(os.environ.get("IACGUARD_TEST_QUICK"))
EXAMPLES = max(1000, int(os.environ.get("IACGUARD_EXAMPLES", "3000" if QUICK else "8000")))
PARTS = 10


def prepared(seed):
    """Random values, the same weakened, and a scope for their names."""
    rng = random.Random(seed)
    exact = variables(rng)
    weakener = Weakener(rng)
    weak = {name: weakener.weaken(value) for name, value in exact.items()}
    return rng, exact, weak, weakener, Scope({name: FIRST + number for number, name in enumerate(exact)})


@cache
def weakened(count):
    """So many random values, with the same weakened."""
    return [prepared(number)[1:4] for number in range(count)]


def compiled(text, scope):
    """An expression ready to run; None where the generator wrote too deep a one."""
    try:
        return program(parse(text), scope)
    except CelSyntaxError:
        return None


def truth(value):
    """What an answer is: true, false, unknown, pending, an error or something else."""
    data = value.data
    if data.__class__ is Unknown:
        return "pending" if data.pending is not None else "unknown"
    return "error" if data.__class__ is Error else data if data.__class__ is bool else "other"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_certain_answer_holds_for_every_possible_value(part):
    certain = 0
    for number in range(part, EXAMPLES, PARTS):
        rng, exact, weak, weakener, scope = prepared(number)
        text = rng.choice(KINDS)(Expressions(rng), rng.choice([1, 1, 1, 2, 3]))
        closure = compiled(text, scope)
        if closure is None:
            continue
        there = closure(environment(World(), None, *exact.values()))
        for world in (World(), weakener.world):
            answer = closure(environment(world, None, *weak.values()))
            held = consistent(answer, there, weakener.world)
            assert held, f"seed {number}: {text}\n{weak}\n{exact}\ngives {answer.data!r}, then {there.data!r}"
            certain += truth(answer) in (True, False)
            if world:
                assert truth(answer) != "pending", f"seed {number}: {text} asks for what is decided"
    assert certain > EXAMPLES / PARTS / 4, "few answers are certain; the fuzzer tries nothing"


EACH = """
    t == u | t != 'arn:aws' | t == null | t < u | t >= 'arn:' | n == m | n < m | n <= 2 | n > m | n >= 5
    f == g | !f
    t.startsWith('arn:aws') | t.startsWith(u) | t.endsWith('s3') | t.contains('aws') | t.contains(u)
    t.matches('^arn')
    t + u == 'arn:arn:' | (t + u).startsWith('arn') | ('arn:' + t).startsWith('arn:aws') | t.lowerAscii() == 'a'
    t.lowerAscii().startsWith('arn:aws') | t.upperAscii().startsWith('ARN:AWS') | size(t) == 1
    type(t) == string
    t in ts | t in ['a', 'ab'] | t in [u, 'a'] | 'a' in ts | 'k' in tags | t in tags | n in ns | 2 in ns
    null in recs
    ts == [t] | ts == ['a', 'ab'] | ts == [] | ts + ts == ts | [t, u] == ['a', 'a'] | ns == [n, m] | ts != ts
    tags == more | tags == {'k': 'a'} | tags == {} | {'k': t} == {'k': u} | rec == {'name': t} | rec == recs[0]
    size(ts) == 2 | size(ts) > 1 | size(tags) < 3 | size(recs) <= 1 | size(ts + ns) >= 3
    size(rec) == size(tags)
    tags.k == 'a' | tags.other == null | tags['name'] == t | tags.k == more.k | has(tags.k) | has(rec.name)
    has(rec.on)
    rec.name == t | rec.n > 1 | rec.on | recs[0].name == 'a' | ts[0] == 'a' | ts[1] == t | ns[0] + 1 == n
    ns[n] > 0
    ts.exists(x, x == t) | ts.exists(x, x.startsWith('arn')) | ts.all(x, x != t) | ts.all(x, f)
    ts.exists(x, f)
    ts.exists_one(x, x == 'a') | ts.exists_one(x, f) | ts.exists(i, x, i == 0 && x == 'a') | ts.all(i, x, i < 2)
    tags.exists(k, k == 'name') | tags.all(k, k != 'on') | tags.exists(k, v, v == 'a')
    tags.exists_one(k, k == 'k')
    recs.exists(r, r.name == t) | recs.all(r, r.on) | recs.exists(r, r.n > 1 && r.on)
    recs.exists_one(r, r.on == f)
    ts.filter(x, x == t) == ['a'] | size(ts.filter(x, x != t)) > 0 | ts.filter(x, f) == ts
    recs.filter(r, r.on)[0].on
    ts.map(x, x + t) == ['aa'] | ts.map(x, x == t, x) == [t] | tags.map(k, k) == ['k']
    recs.map(r, r.name) == [t]
    ts.transformList(i, x, string(i) + x) == ['0a'] | tags.transformMap(k, v, v + t) == {'k': 'aa'}
    ts.transformMap(i, x, x)[0] == 'a' | ts.transformMapEntry(i, x, {x: i}) == {'a': 0}
    tags.transformMap(k, v, k).k == 'k'
    sets.contains(ts, [t]) | sets.contains([t, u], ts) | sets.intersects(ts, [t, u])
    sets.equivalent(ts, ['a', t])
    ts.sort() == ['a', 'ab'] | ts.distinct() == ['a'] | ts.reverse() == [t] | ts.slice(0, 1) == [t]
    ts.join(',') == 'a,a'
    ts.first().orValue('z') == t | ts.last().hasValue() | [ts, [t]].flatten() == ['a']
    ns.sortBy(x, -x)[0] == n
    tags.?k.orValue('z') == t | tags.?k.hasValue() | tags[?t].hasValue() | [?tags.?k] == ['a']
    {?'a': tags.?k} == {'a': 'a'}
    rec.?n.optMap(x, x + 1).orValue(0) == 2 | optional.of(t) == optional.of(u)
    optional.ofNonZeroValue(ts).hasValue()
    f && g | f || g | f && t == 'a' | f ? g : !g | (f ? t : u) == t | !(f && g) == (!f || !g) | n + m == 2
    n / m == 1
    n % m == 1 | -n == m | math.greatest(n, m) == n | math.least(ns) == 0 | '%s'.format([t]) == u
    string(n) == t
    !f == f | t + 'x' == t | n + 0 == n | (t == u) == f | (t == u) == null | type(t == u) == bool
    t.trim() == t
    rec.name == rec.name | tags.k == tags.k | ts == ts | [t] == [t] | cel.bind(x, t, x == t) | f == !g
    dyn(t) == t
"""
EACH = [text.replace("«or»", "||") for line in EACH.replace("||", "«or»").split("\n") for text in line.split("|")]


@pytest.mark.parametrize("text", [text.strip() for text in EACH if text.strip()])
def test_each_operator_is_certain_only_where_it_must_be(text):
    names = list(variables(random.Random(0)))
    closure = program(parse(text), Scope({name: FIRST + number for number, name in enumerate(names)}))
    seen = set()
    for exact, weak, weakener in weakened(EXAMPLES // 10):
        there = closure(environment(World(), None, *exact.values()))
        for world in (World(), weakener.world):
            answer = closure(environment(world, None, *weak.values()))
            assert consistent(answer, there, weakener.world), f"{text}\n{weak}\n{exact}"
            seen.add(truth(answer))
    assert seen & {True, False}, f"{text} is never decided"


KINDS = (Expressions.flag, Expressions.flag, Expressions.flag, Expressions.text, Expressions.number, Expressions.texts)


@pytest.mark.parametrize("part", range(PARTS))
def test_logic_has_its_laws(part):
    for number in range(part, EXAMPLES // 4, PARTS):
        rng, _, weak, _, scope = prepared(number)
        write = Expressions(rng)
        a, b, c = (write.flag(rng.randint(0, 2)) for _ in range(3))
        env = environment(World(), None, *weak.values())

        def answer(text, env=env, scope=scope):
            closure = compiled(text, scope)
            return truth(closure(list(env))) if closure is not None else None

        for left, right in [
            (f"({a}) && ({b})", f"({b}) && ({a})"),
            (f"({a}) || ({b})", f"({b}) || ({a})"),
            (f"(({a}) && ({b})) && ({c})", f"({a}) && (({b}) && ({c}))"),
            (f"({a}) && ({b}) && ({c})", f"({a}) && (({b}) && ({c}))"),
            (f"!(({a}) && ({b}))", f"!({a}) || !({b})"),
            (f"!(({a}) || ({b}))", f"!({a}) && !({b})"),
            (f"!!({a})", f"({a}) && true"),
            (f"({a}) && false", "false"),
            (f"true || ({a})", "true"),
            (f"[1, 2, 3].exists(x, x == 1 ? {a} : x == 2 ? {b} : {c})", f"({a}) || ({b}) || ({c})"),
            (f"[1, 2, 3].all(x, x == 1 ? {a} : x == 2 ? {b} : {c})", f"({a}) && ({b}) && ({c})"),
            (f"!ts.exists(x, {a})", f"ts.all(x, !({a}))"),
            (f"({a}) ? true : false", f"({a}) && true"),
        ]:
            assert answer(left) == answer(right), f"seed {number}: {left}\nis not {right}\nfor {weak}"
