"""What expressions give where everything is known: each line here is an expression that is true."""

import pytest

from iacguard.model.value import Error
from iacguard.policy.cel.scope import CelTypeError

TRUE = {
    "logic": """
        true && (1 / 0 == 1 || true)
        !(1 / 0 == 1 && false)
        false || 'a' == 'a' || 1 / 0 > 1
        true ? true : 1 / 0 == 1
        (false ? 1 : true ? 2 : 3) == 2
        !!true
        !false && !(true && false)
    """,
    "numbers": """
        7 / 2 == 3 && -7 / 2 == -3 && -7 % 2 == -1 && 7 % -2 == 1
        7.0 / 2.0 == 3.5
        1 == 1.0 && 1u == 1 && 1u == 1.0
        1 < 1.5 && 2u > 1.5 && 1 <= 1u
        0x10 == 16 && 0xFFu == 255u
        1.0 / 0.0 > 9.9e300 && -1.0 / 0.0 < -9.9e300
        0.0 / 0.0 != 0.0 / 0.0
        -9223372036854775808 < 9223372036854775807
        18446744073709551615u > 18446744073709551614u
        --1 == 1
        3u - 1u == 2u
        1e3 == 1000 && .5 == 0.5
    """,
    "texts": r"""
        'a' + "b" == '''ab'''
        'a' < 'b' && 'B' < 'a'
        r'\d' == '\\d'
        '\u00e9\x41\101' == 'éAA'
        b'ab' + b'c' == b'abc'
        size('é') == 1 && size(b'é') == 2 && 'abc'.size() == 3
        'tacocat'.charAt(3) == 'o' && 'abc'.charAt(3) == ''
        'ml-Bucket'.lowerAscii() == 'ml-bucket' && 'é'.upperAscii() == 'é'
        'a,b,c'.split(',') == ['a', 'b', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c'] && 'ab'.split('') == ['a', 'b']
        ['a', 'b'].join('-') == 'a-b' && [].join() == ''
        'a-b-c'.replace('-', '/') == 'a/b/c' && 'a-b-c'.replace('-', '/', 1) == 'a/b-c'
        'arn:aws:s3'.substring(4) == 'aws:s3' && 'arn:aws:s3'.substring(4, 7) == 'aws'
        'abcabc'.indexOf('c') == 2 && 'abcabc'.indexOf('c', 3) == 5 && 'abc'.indexOf('x') == -1
        'abcabc'.lastIndexOf('c') == 5 && 'abcabc'.lastIndexOf('c', 4) == 2
        '  x '.trim() == 'x' && 'abc'.reverse() == 'cba'
        'ml.p4d.24xlarge'.startsWith('ml.') && 'x.pkl'.endsWith('.pkl') && 'abc'.contains('b')
        'ml.p4d.24xlarge'.matches('^ml\\.p\\d') && !'p4'.matches('^ml')
        strings.quote('a"b\n') == '"a\\"b\\n"'
        '%s of %d, %.1f, %x'.format(['a', 2, 1.26, 255]) == 'a of 2, 1.3, ff'
        '%s %%'.format([[1, 'a', {'k': null}]]) == '[1, a, {k: null}] %'
    """,
    "lists and maps": """
        [1, 2] + [3] == [1, 2, 3]
        [1, 2][0] == 1 && [1, 2][1.0] == 2 && [1, 2][1u] == 2
        {'a': {'b': 1}}.a.b == 1 && {'a': 1}['a'] == 1
        {1: 'x'}[1u] == 'x' && {true: 'y', 1: 'x'}[true] == 'y'
        2 in [1, 2] && !(3 in [1, 2]) && 'a' in {'a': null} && !('b' in {'a': 1})
        {'a': 1, 'b': 2} == {'b': 2.0, 'a': 1u}
        [[1], {'a': [2]}] == [[1.0], {'a': [2u]}]
        size([]) == 0 && size({'a': 1}) == 1
        {'content-type': 1}.`content-type` == 1
        has({'a': null}.a) && !has({}.a)
        [3, 1, 2].sort() == [1, 2, 3] && ['b', 'a'].sort() == ['a', 'b']
        [{'n': 2}, {'n': 1}].sortBy(x, x.n)[0].n == 1
        [1, 1u, 2, 1.0].distinct() == [1, 2]
        [[1, [2]], [3]].flatten() == [1, [2], 3] && [[1, [2]], [3]].flatten(2) == [1, 2, 3]
        lists.range(3) == [0, 1, 2] && [1, 2].reverse() == [2, 1] && [1, 2, 3].slice(1, 2) == [2]
        [1, 2].first() == optional.of(1) && [].last() == optional.none()
        sets.contains([1, 2], [2]) && sets.intersects([1, 2], [2, 3]) && sets.equivalent([1, 2, 1], [2, 1])
        !sets.contains([1], [2]) && !sets.intersects([1], [2]) && !sets.equivalent([1], [1, 2])
    """,
    "macros": """
        [1, 2, 3].exists(x, x == 2) && ![1].exists(x, x == 2) && ![].exists(x, true)
        [1, 2].all(x, x > 0) && ![1, -1].all(x, x > 0) && [].all(x, false)
        [1, 0].exists(x, 1 / x == 1) && ![1, 0].all(x, 1 / x == 2)
        [1, 2, 3].exists_one(x, x > 2) && ![1, 2, 3].existsOne(x, x > 1)
        {'a': 1}.exists(k, k == 'a') && {'a': 1}.all(k, v, k == 'a' && v == 1)
        ['x', 'y'].exists(i, x, i == 1 && x == 'y') && [7].exists_one(i, x, i == 0)
        [1, 2, 3].filter(x, x > 1) == [2, 3] && {'a': 1, 'b': 2}.filter(k, k > 'a') == ['b']
        [1, 2].map(x, x * 2) == [2, 4] && [1, 2].map(x, x > 1, x * 2) == [4]
        [1, 2].transformList(i, x, i + x) == [1, 3] && [1, 2].transformList(i, x, i > 0, x) == [2]
        {'a': 1}.transformMap(k, v, k + string(v)) == {'a': 'a1'}
        {'a': 1, 'b': 2}.transformMap(k, v, v > 1, 0) == {'b': 0}
        ['a', 'b'].transformMapEntry(i, x, {x: i}) == {'a': 0, 'b': 1}
        [[1, 2], [3]].exists(row, row.exists(x, x == 3)) && [1].all(x, [2].all(y, [3].all(z, x + y == z)))
        cel.bind(x, 2, cel.bind(y, x + 1, x * y)) == 6 && cel.bind(x, 1 / 0, true)
        [1].exists(x, x == 1) && [2].exists(x, x == 2)
        cel.block([1, cel.index(0) + 1], cel.index(1)) == 2
    """,
    "optionals": """
        {'a': 1}.?a == optional.of(1) && {}.?a == optional.none() && {'a': {'b': 1}}.?a.b.value() == 1
        {}.?a.b.orValue(2) == 2 && [1][?0].orValue(0) == 1 && [1][?1].orValue(0) == 0
        optional.none().or(optional.of(1)).value() == 1 && optional.of(1).hasValue()
        optional.of(2).optMap(x, x + 1) == optional.of(3)
        optional.of(2).optFlatMap(x, optional.none()) == optional.none()
        [?optional.none(), ?optional.of(1), 2] == [1, 2] && {?'a': optional.none(), ?'b': optional.of(1)} == {'b': 1}
        optional.ofNonZeroValue('') == optional.none() && optional.ofNonZeroValue('a').hasValue()
        [optional.of(1), optional.none()].unwrapOpt() == [1] && optional.unwrap([]) == []
    """,
    "times": """
        timestamp('2027-01-31T10:00:00Z') - timestamp('2027-01-30T10:00:00Z') == duration('24h')
        timestamp('2027-01-31T10:00:00+02:00') == timestamp('2027-01-31T08:00:00Z')
        timestamp('2027-01-31T10:00:00.5Z').getMilliseconds() == 500
        timestamp('2027-01-31T23:30:00Z').getDayOfMonth('+01:00') == 0
        timestamp('2027-01-31T00:00:00Z').getFullYear() == 2027 && timestamp(0).getMonth() == 0
        duration('90m').getHours() == 1 && duration('90m').getMinutes() == 90 && duration('-1.5s') < duration('0s')
        string(duration('1h1.5s')) == '3601.5s' && string(timestamp(1)) == '1970-01-01T00:00:01Z'
        int(timestamp('1970-01-01T00:01:00Z')) == 60
    """,
    "conversions": """
        int('42') == 42 && int(1.9) == 1 && int(-1.9) == -1 && int(7u) == 7
        uint('7') == 7u && uint(7.5) == 7u && double('1.5') == 1.5 && double(1) == 1.0
        string(1) == '1' && string(1.5) == '1.5' && string(true) == 'true' && string(b'a') == 'a'
        string(1e30) == '1e+30'
        bool('true') && !bool('f') && bytes('é') == b'é' && dyn(1) == 1
        base64.encode(b'hello') == 'aGVsbG8=' && base64.decode('aGVsbG8') == b'hello'
    """,
    "math": """
        math.greatest(1, 2.5, 2u) == 2.5 && math.least([3, 1]) == 1 && math.greatest(1) == 1
        math.ceil(1.2) == 2.0 && math.floor(-1.2) == -2.0 && math.round(2.5) == 3.0 && math.trunc(-1.9) == -1.0
        math.abs(-1) == 1 && math.sign(-2.5) == -1.0 && math.sqrt(9) == 3.0
        math.isNaN(0.0 / 0.0) && math.isInf(1.0 / 0.0) && math.isFinite(1.0)
        math.bitAnd(6, 3) == 2 && math.bitOr(4u, 1u) == 5u && math.bitXor(5, 1) == 4 && math.bitNot(0) == -1
        math.bitShiftLeft(1, 3) == 8 && math.bitShiftRight(-1, 63) == 1
    """,
    "network": """
        cidr('10.0.0.0/8').containsIP('10.1.2.3') && !cidr('10.0.0.0/8').containsIP(ip('11.0.0.1'))
        cidr('0.0.0.0/0').containsCIDR('10.0.0.0/8') && !cidr('10.0.0.0/8').containsCIDR('0.0.0.0/0')
        isIP('::1') && !isIP('10.0.0.0/8') && isCIDR('10.0.0.0/8') && ip('::1').family() == 6
        cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8') && cidr('10.0.0.0/8').prefixLength() == 8
        ip('127.0.0.1').isLoopback() && ip.isCanonical('::1') && !ip.isCanonical('0::1')
    """,
    "regular expressions": r"""
        regex.extract('ml.p4d.24xlarge', '^ml\\.([a-z]+)') == optional.of('p')
        regex.extract('x', 'y') == optional.none()
        regex.extractAll('a1b22', '[0-9]+') == ['1', '22'] && regex.replace('a1b22', '[0-9]+', '#') == 'a#b#'
        regex.replace('john smith', '(\\w+) (\\w+)', '\\2 \\1') == 'smith john'
        regex.replace('aaa', 'a', 'b', 2) == 'bba'
    """,
}
LINES = [(kind, line.strip()) for kind, text in TRUE.items() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(("kind", "text"), LINES)
def test_it_is_true(kind, text, data_of):
    assert data_of(text) is True


@pytest.mark.parametrize("text", [
    "1 / 0", "1 % 0", "9223372036854775807 + 1", "-9223372036854775807 - 2", "1u - 2u", "18446744073709551615u + 1u",
    "1 + 1.0", "1 + 1u", "1 + 'a'", "'a' - 'b'", "-'a'", "-(1u)", "5.0 % 2.0", "!1", "1 && true", "1 < 'a'",
    "null < 1", "[1] < [2]", "{'a': 1}.b", "{'a': 1}['b']", "[1][1]", "[1][-1]", "[1][0.5]", "[1]['a']", "1[0]",
    "'a'.b", "1 in 1", "{null: 1}", "{[1]: 1}", "{1.5: 1}", "{1: 1, 1u: 2}", "1 ? 2 : 3", "int('a')", "int(1e30)",
    "int('99999999999999999999')", "uint(-1)", "bool('yes')", "string([])", "string(b'\\xff')", "double('x')",
    "timestamp('2027-02-30T00:00:00Z')", "timestamp('yesterday')", "duration('5')", "duration('1y')", "duration('')",
    "timestamp('9999-12-31T23:59:59Z') + duration('1s')", "timestamp(0).getHours('Mars/Base')", "size(1)",
    "[1, 2].exists_one(x, x / 0 == 1)", "[1].map(x, x / 0)", "[1].filter(x, 1)", "[1].all(x, 1)", "1.all(x, true)",
    "['a', 1].sort()", "[[1], [2]].sort()", "[1, 2].slice(1, 3)", "[1].join()", "lists.range(-1)",
    "optional.none().value()", "[?1]", "{?'a': 1}", "(1).optMap(x, x)", "'%d'.format(['a'])", "'%s'.format([])",
    "''.format([1])", "'%q'.format([1])", "math.greatest([])", "math.ceil(1)", "math.bitAnd(1, 1u)", "ip('10.0.0')",
    "cidr('10.0.0.0')", "ip('::ffff:10.0.0.1')", "base64.decode('?')", "'abc'.substring(2, 1)", "'abc'.charAt(4)",
    "'a'.startsWith(1)", "(1).startsWith('a')", "regex.replace('a', '(a)', '\\\\2')", "regex.extract('a', '(a)(b)')",
    "['a', 'b'].transformMapEntry(i, x, {'same': i})", "null.name", "[1/0]", "{'a': 1/0}", "{1/0: 1}", "type(1/0)",
])  # fmt: skip
def test_it_is_an_error(text, data_of):
    assert isinstance(data_of(text), Error)


def test_a_definition_is_an_expression_with_a_name(data_of):
    definitions = {"big": "x > 10", "bigger": "big && x > 100", "some": "[x].exists(x, big)"}
    assert data_of("bigger", definitions=definitions, x=101) is True
    assert data_of("[1].exists(x, big)", definitions=definitions, x=11) is True, "a macro's variable stays outside"
    assert data_of("some && [1, 2].all(y, [3].exists(z, z > y))", definitions=definitions, x=11) is True


def test_definitions_do_not_grow_without_bounds(data_of):
    doubled = {"d0": "true", **{f"d{n}": " && ".join([f"d{n - 1}"] * 200) for n in range(1, 5)}}
    assert "more than 100000" in data_of("d4", definitions=doubled).why
    chain = {"d0": "true", **{f"d{n}": f"d{n - 1}" for n in range(1, 9)}}
    with pytest.raises(CelTypeError, match="more than 5 deep"):
        data_of("d8", definitions=chain)
