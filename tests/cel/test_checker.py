"""What is found in an expression before it runs: the words, and the character that they point at."""

import pytest

from iacguard.policy.cel.checker import check
from iacguard.policy.cel.compiler import CelTypeError, program
from iacguard.policy.cel.parser import CelSyntaxError, parse
from iacguard.policy.cel.scope import FIRST, Scope
from iacguard.vocabulary import tables

PARAMS = {"days": 30, "words": ["a"], "name": "x", "strict": True}
DEFINITIONS = {
    "encrypted": parse("resource.kms_key_id != null"),
    "circle": parse("circle || true"), "bad": parse("true && nothing"),
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary():
    return tables.load()


def faults(text, vocabulary, type="aws_sagemaker_notebook_instance"):
    return check(parse(text), [type], vocabulary, DEFINITIONS, PARAMS)


@pytest.mark.parametrize("text", [
    "resource.direct_internet_access == 'Disabled'",
    "resource.kms_key_id != null && encrypted",
    "resource.volume_size > 5 && resource.volume_size * 2 < params.days",
    "resource.tags.Owner == 'ml' && 'Owner' in resource.tags && has(resource.tags.Team)",
    "resource.instance_type.startsWith('ml.') || resource.instance_type in params.words",
    "instance(resource.instance_type).gpus > 0 && instance(resource.instance_type).accelerator == 'nvidia'",
    "ref(resource.subnet_id) == null || linked(resource, 'aws_s3_bucket').exists(b, b.bucket == params.name)",
    "resource.security_groups.all(g, ref(g).ingress.size() == 0)",
    "resource.lifecycle.prevent_destroy == true && params.strict",
    "type(resource.tags) == map && dyn(resource.volume_size) == 'x'",
    "[1, 'a', null].exists(x, x == 2)",
    "resource.tags.exists(k, v, k == 'Owner' && v != '')",
    "resource.tags.map(k, k.lowerAscii()).join(',').matches('^a')",
    "optional.of(1).optMap(x, x + 1).orValue(2) == 2 && resource.tags.?Owner.orValue('') != ''",
    "(resource.volume_size > 5 ? 'a' : resource.kms_key_id) == 'a'",
    "timestamp('2027-01-01T00:00:00Z') + duration('1h') > timestamp(0)",
    "1 < 1.5 && 1u < 2 && {1: 'a'}[1u] == 'a'",
    "math.greatest(1, 2.5, resource.volume_size) > 1 && size(resource.tags) > 0",
])  # fmt: skip
def test_what_can_work_has_no_fault(text, vocabulary):
    assert faults(text, vocabulary) == []


@pytest.mark.parametrize(("text", "message", "at"), [
    ("resource.direct_internet_acess == 'x'", "has no attribute direct_internet_acess; did you mean direct_int", "dir"),
    ("resource.tag.Owner == 'x'", "has no attribute tag; did you mean tags?", "tag"),
    ("resourc.tags == null", "there is no variable resourc; did you mean resource?", "resourc"),
    ("params.dayz > 3", "this rule has no parameter dayz; did you mean days?", "dayz"),
    ("instance(resource.instance_type).gpu > 0", "an instance type has no gpu; did you mean gpus?", "gpu >"),
    ("resource.volume_size == '5'", "this is a whole number; write 5 without quotes", "'5'"),
    ("params.strict == 'true'", "this is true or false; write true without quotes", "'true'"),
    ("resource.direct_internet_access == true", "this is a text; write 'true' in quotes", "true"),
    ("resource.direct_internet_access == 1.5", "this is a text; write '1.5' in quotes", "1.5"),
    ("resource.security_groups == 'x'", "this is a list; ask whether a value is in it", "'x'"),
    ("size(resource.tags) == null", "a whole number is never null here", "null"),
    ("resource.tags == resource.volume_size", "a map never equals a whole number", "=="),
    ("resource.volume_size in ['a', 'b']", "an element of the list is a text, and never a whole number", "in ["),
    ("1 in resource.tags", "a key of the map is a text, and never a whole number", "in res"),
    ("'a' in resource.instance_type", "in takes a list or a map, not a text", "in res"),
    ("resource.instance_type > 5", "> cannot compare a text with a whole number", ">"),
    ("resource.tags < resource.tags", "< cannot compare a map with a map", "<"),
    ("resource.volume_size + 'a' == 'b'", "+ cannot take a whole number and a text", "+"),
    ("resource.volume_size * 1.5 > 2.0", "* cannot take a whole number and a double; convert one of them", "*"),
    ("-resource.instance_type == 'a'", "- cannot take a text", "-"),
    ("!resource.instance_type", "! stands before what is true or false; this is a text", "resource"),
    ("resource.instance_type", "a rule asks for what is true or false; this is a text", "resource"),
    ("resource.tags && true", "&& joins what is true or false; this is a map", "resource"),
    ("resource.tags ? true : false", "? asks for what is true or false; this is a map", "resource"),
    ("(true ? 1 : 'a') == 1", "the two results differ: a whole number, and a text", "?"),
    ("resource.instance_type.startsWith(5)", "startsWith takes a text here, not a whole number", "5"),
    ("resource.volume_size.startsWith('5')", "startsWith asks a text, not a whole number", "resource"),
    ("resource.instance_type.startsWith()", "startsWith takes 1 argument, not 0", "startsWith"),
    ("resource.instance_type.startWith('a')", "there is no function startWith; did you mean startsWith?", "startWith"),
    ("startsWith(resource.instance_type, 'a')", "startsWith stands after what it is asked of: x.startsWith", "startsW"),
    ("resource.instance_type.int() == 1", "int stands by itself: int(x)", "int()"),
    ("math.gratest(1, 2) == 2", "there is no function math.gratest; did you mean math.greatest?", "gratest"),
    ("nothing(1)", "there is no function nothing", "nothing"),
    ("size(5) == 1", "size takes a text, a byte string, a list or a map here, not a whole number", "5"),
    ("['a', 1].join() == ''", "join takes a list of texts", None),
    ("resource.instance_type.matches('(a')", "this parenthesis is not closed (character 1 of the pattern)", "'(a'"),
    ("resource.instance_type.matches('(?=a)')", "does not look around", "'(?=a)'"),
    ("resource.tags.exists('a', true)", "exists names its element first, as in items.exists(item, …)", "'a'"),
    ("resource.tags.exists(x)", "exists is written items.exists(item, condition)", "exists"),
    ("resource.tags.all(x, x)", "all asks for what is true or false of each element; this is a text", "x)"),
    ("resource.volume_size.exists(x, true)", "exists takes a list or a map, not a whole number", "resource"),
    ("exists(resource.tags, x, true)", "exists is written items.exists(item, condition)", "exists"),
    ("[1].all(x, x, true)", "all takes two different variables", "x, true"),
    ("has(resource)", "has takes an attribute, as in has(resource.tags)", "resource"),
    ("resource.tags[5] == 'a'", "the keys of this map are a text each, not a whole number", "5"),
    ("resource.security_groups['a'] == 'b'", "the position in a list is a whole number, not a text", "'a'"),
    ("resource.instance_type[0] == 'm'", "a text has no elements", "[0"),
    ("resource.instance_type.family == 'm'", "there is no family in a text", "family"),
    ("resource.security_groups.name == 'a'", "a list has no name; ask its elements", "name"),
    ("cel.bind(1, 2, true)", "cel.bind", "1"),
    ("linked(resource, 5).size() == 0", "linked takes a text here, not a whole number", "5"),
    ("[?1] == [1]", "after ? stands an optional, not a whole number", "1"),
    ("{null: 1} == {}", "null is not a key of a map", "null"),
    ("resource.tags.transformMapEntry(k, v, v) == {}", "transformMapEntry makes a map of each element", "v)"),
])  # fmt: skip
def test_what_cannot_work_has_a_fault_at_its_place(text, message, at, vocabulary):
    found = faults(text, vocabulary)
    if message == "join takes a list of texts":
        assert found == [], "what is in a list of several kinds is known when it runs"
        return
    assert len(found) == 1, found
    wanted = "bind names its element first" if message == "cel.bind" else message
    assert wanted in found[0].message
    assert text[found[0].at :].startswith(at), text[found[0].at :]


@pytest.mark.parametrize(("name", "message", "at"), [
    ("bad", "there is no variable nothing", 8), ("circle", "the definition circle refers to itself", 0),
])  # fmt: skip
def test_a_fault_of_a_definition_is_placed_in_it(name, message, at, vocabulary):
    (found,) = faults(f"{name} && {name}", vocabulary)
    assert found.message.startswith(message)
    assert (found.at, found.definition) == (at, name)


def test_a_list_of_blocks_is_asked_by_its_elements(vocabulary):
    (found,) = faults("resource.ingress.from_port == 22", vocabulary, "aws_security_group")
    assert "a list has no from_port; ask its elements: x.exists(item, item.from_port == …)" in found.message


def test_an_expression_is_judged_for_each_type_that_the_rule_is_about(vocabulary):
    both = check(
        parse("resource.volume_size > 5"), ["aws_sagemaker_notebook_instance", "aws_s3_bucket"], vocabulary, {}
    )
    assert [fault.message for fault in both] == ["aws_s3_bucket has no attribute volume_size"]


@pytest.mark.parametrize(("text", "message", "at"), [
    ("", "the end is not a value", 0),
    ("a ==", "the end is not a value", 4),
    ("a = b", "there is no operator =; did you mean ==?", 2),
    ("a & b", "there is no operator &; did you mean &&?", 2),
    ("a and b", "and does not belong here", 2),
    ("'abc", "this text has no closing quote", 0),
    ("(a", "expected ) of the one at character 1, found the end", 2),
    ("[a, b", "expected ] of the one at character 1, found the end", 5),
    ("{'a' 1}", "expected :, found 1", 5),
    ("f(a b)", "expected ) of the one at character 2, found b", 4),
    ("a.5", "does not belong here", 1),
    ("a.", "the end is not a name", 2),
    ("a.in", "in is not a name", 2),
    ("for", "for is a reserved word", 0),
    ("99999999999999999999", "does not fit into 64 bits", 0),
    ("-1u", "an unsigned number lies between 0", 0),
    (r"'\d'", r"there is no escape \d; write \\ for a backslash, or r'…' for a raw text", 0),
    (r"'\ud800'", "there is no character", 0),
    (r"b'\u00e9'", "a byte string takes", 0),
    ("Message{a: 1}", "there are no messages", 7),
    ("a ? b", "expected :", 5),
    ("a $ b", "cannot read '$ b'", 2),
    ("(" * 60 + "a" + ")" * 60, "nested more than 50 deep", 50),
    ("!" * 60 + "a", "nested more than 50 deep", 0),
    ("+".join("a" * 60), "nested more than 50 deep", 99),
    (" || ".join(["a"] * 600), "longer than 1000 operations", None),
    ("[" + "1," * 5000 + "]", "longer than 1000 operations", None),
])  # fmt: skip
def test_what_is_no_cel_is_refused_at_its_place(text, message, at):
    with pytest.raises(CelSyntaxError) as error:
        parse(text)
    assert message in str(error.value)
    assert at is None or error.value.at == at


@pytest.mark.parametrize(("text", "message"), [
    ("x == 1", "there is no variable x"),
    ("a.exist(x, true)", "there is no function exist; did you mean exists?"),
    ("a.matches('[')", "this bracket is not closed"),
    ("a.all(x)", "all is written items.all.item, condition."),
    ("a.all(a.b, true)", "all names its element first"),
    ("has(a)", "has takes an attribute"),
    ("circle", "refers to itself"),
])  # fmt: skip
def test_without_the_checker_names_are_still_looked_up(text, message):
    with pytest.raises(CelTypeError, match=message):
        program(parse(text), Scope({"a": FIRST}, DEFINITIONS))


@pytest.mark.parametrize(("text", "word"), [
    ("resource.direct_internet_access == 'Enbled'", "'Enbled'"), ("'None' != resource.root_access", "'None'"),
    ("resource.direct_internet_access in ['Enabled', 'On']", "'On'"),
    ("ref(resource.subnet_id) == null || resource.root_access == 'no'", "'no'"),
])  # fmt: skip
def test_a_word_that_an_attribute_never_is(text, word, vocabulary):
    (found,) = faults(text, vocabulary)
    assert f"is never {word}; " in found.message and "'Enabled'" in found.message
    assert text[found.at :].startswith(word)


@pytest.mark.parametrize("text", [
    "resource.direct_internet_access == 'enabled'",  # the languages differ in case
    "resource.instance_type == 'ml.p9.48xlarge' && resource.platform_identifier == 'notebook-al9-v1'",  # these grow
    "dyn(resource.direct_internet_access) == 'Sometimes'", "resource.direct_internet_access.startsWith('E')",
    "resource.direct_internet_access == params.name", "resource.direct_internet_access == null",
])  # fmt: skip
def test_what_a_word_may_be_is_no_fault(text, vocabulary):
    assert faults(text, vocabulary) == []


def test_words_of_blocks_and_lists(vocabulary):
    (found,) = faults("resource.key_schema.key_type == 'HASHED'", vocabulary, "aws_dynamodb_table")
    assert found.message.startswith("key_type is never 'HASHED'; did you mean 'HASH'?")
    asked = "resource.cors_configuration.cors_rule.exists(r, 'FETCH' in r.allowed_methods)"
    (found,) = faults(asked, vocabulary, "aws_s3_bucket")
    assert found.message.startswith("allowed_methods is never 'FETCH'; it is one of 'DELETE', 'GET'")


@pytest.mark.parametrize("text", [
    "size(resources('aws_s3_buckt')) == 0", "size(linked(resource, 'aws_s3_buckt')) == 0",
])  # fmt: skip
def test_a_type_without_a_table_is_not_asked_about(text, vocabulary):
    (found,) = faults(text, vocabulary)
    assert "no table of the type aws_s3_buckt" in found.message and "did you mean aws_s3_bucket?" in found.message
    assert text[found.at :].startswith("'aws_s3_buckt'")


def test_types_of_providers_without_tables_are_asked_as_they_are(vocabulary):
    assert faults("size(resources('kubernetes_namespace')) == 0", vocabulary) == []
