"""Rules that cannot work, each in another way: the text, where it is wrong, and words of what has to be said."""

from typing import NamedTuple

BASE = {
    "summary": "Notebook without an owner",
    "severity": "medium",
    "practices": "[security]",
    "resources": "[aws_sagemaker_notebook_instance]",
    "require": "\"'Owner' in resource.tags\"",
    "message": '"{address} has no owner"',
    "why": "Nobody switches it off.",
    "fix": "Write an owner.",
}


class Case(NamedTuple):
    """`at` begins the last text at which the fault has to be placed; empty: the file alone. `words` have to be said."""

    name: str
    text: str
    at: str
    words: tuple[str, ...]

    @property
    def place(self) -> str:
        """Line and column of the fault."""
        if not self.at:
            return ""
        before = self.text[: self.text.rindex(self.at)]
        return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def rule(**changes):
    """The text of a good rule with some keys changed; None leaves one out."""
    keys = {**BASE, **changes}
    return "".join(f"{name}: {value}\n" for name, value in keys.items() if value is not None)


def require(name, expression, at, *words):
    """An expression that cannot work, on a line of its own in a block."""
    return Case(name, f"{rule(require=None)}require: |\n  {expression}\n", at, words)


def key(name, key, value, *words, at=None):
    """A key with a value that it cannot have; the fault stands at the value."""
    return Case(name, rule(**{key: value}), value if at is None else at, words)


YAML = [
    Case("colon twice", "summary: a: b\n", ": b", ("no YAML",)),
    Case("open bracket", rule(practices="[security"), ": [aws_sage", ("no YAML",)),
    Case("open quote", rule(why='"Nobody'), "", ("no YAML",)),
    Case("tabs", "summary: x\n\tseverity: low\n", "\t", ("no YAML",)),
    Case("bad indentation", "summary: x\n  severity: low\n", ": low", ("no YAML",)),
    Case("same key twice", rule() + "severity: high\n", "severity: high", ("severity", "twice")),
    Case("alias without anchor", rule(why="*nothing"), "*nothing", ("nothing",)),
    Case("tag", rule(why="!Ref Reason"), "!Ref", ("!Ref",)),
    Case("two documents", rule() + "---\n" + rule(), "---", ("document",)),
    Case("control character", rule(why="a\x00b"), "", ("no YAML",)),
    Case("sequence", "- summary: x\n", "- summary", ("mapping",)),
    Case("text", "just a text\n", "just", ("mapping",)),
    Case("number", "42\n", "42", ("mapping",)),
    Case("empty", "", "", ("empty",)),
    Case("comments alone", "# nothing\n", "", ("empty",)),
    Case("null", "null\n", "null", ("mapping",)),
    Case("deep nesting", rule(params="\n  " + "[" * 300), "", ("deep",)),
    Case(
        "alias bomb",
        "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(8)),
        "",
        ("nodes",),
    ),
    Case("JSON with a comma too many", '{"summary": "x",, "severity": "low"}\n', ', "severity', ("no YAML",)),
]
KEYS = [
    *(
        Case(
            f"without {name}",
            rule(**{name: None}),
            "summary" if name != "summary" else "severity",
            (f"has no {name}", f"add {name}"),
        )
        for name in BASE
    ),
    Case("unknown key", rule() + "colour: red\n", "colour", ("has no colour", "known are")),
    Case("misspelt key", rule() + "aliasses: [x]\n", "aliasses", ("did you mean aliases?",)),
    Case("key of another kind", rule() + "1: x\n", "1: x", ("has no 1",)),
    key("unknown severity", "severity", "urgent", "'urgent' is no severity", "critical"),
    key("severity in capitals", "severity", "High", "did you mean high?"),
    key("severity as a list", "severity", "[high]", "severity is a text"),
    key("severity as a number", "severity", "3", "severity is a text"),
    key("severity null", "severity", "null", "severity is a text"),
    key("practice unknown", "practices", "[fun]", "'fun' is none of the practices", at="fun]"),
    key("practice misspelt", "practices", "[securty]", "did you mean security?", at="securty]"),
    key("practices as a text", "practices", "security", "practices is a list of texts", "write practices: ["),
    key("practices empty", "practices", "[]", "practices is empty"),
    key("summary empty", "summary", '""', "summary is a text"),
    key("summary a list", "summary", "[a]", "summary is a text"),
    key("why a number", "why", "12", "why is a text"),
    key("fix a mapping", "fix", "{a: b}", "fix is a text"),
    key("resources as a text", "resources", "aws_s3_bucket", "resources is a list of texts"),
    key("resources empty", "resources", "[]", "resources is empty"),
    key("resources of numbers", "resources", "[1, 2]", "resources is a list of texts"),
    key(
        "type misspelt",
        "resources",
        "[aws_sagemaker_notebok_instance]",
        "did you mean aws_sagemaker_notebook_instance?",
    ),
    key("type of CloudFormation misspelt", "resources", "['AWS::SageMaker::NotebookInstanse']", "there is no table"),
    key("type twice", "resources", "[aws_s3_bucket, aws_s3_bucket]", "twice", at="aws_s3_bucket]"),
    key("message with a placeholder unknown", "message", '"{adress} is open"', "{adress} means nothing", "{address}"),
    key("message a list", "message", "[a]", "message is a text"),
    key("at of nothing", "at", "tagz", "has no attribute tagz; did you mean tags?"),
    key("at below a scalar", "at", "lifecycle_config_name.x", "at:"),
    key("at a list", "at", "[tags]", "at is a text"),
    key("params a list", "params", "[a]", "params is a mapping"),
    key("params without a default", "params", "{days: {description: x}}", "days has a default", at="{description"),
    key("params with more", "params", "{days: {default: 1, min: 0}}", "days has a default", at="{default"),
    key("params plain", "params", "{days: 30}", "days has a default", at="30"),
    key("params with a bad name", "params", "{max-days: {default: 1}}", "max-days", at="max-days"),
    key("aliases a text", "aliases", "CKV_AWS_1", "aliases is a list of texts"),
    key("references a mapping", "references", "{a: b}", "references is a list of texts"),
    key("profiles a text", "profiles", "strict", "profiles is a list of texts"),
    key("implies what is not there", "implies", "[no-such-rule]", "there is no such rule"),
    key("implies misspelt", "implies", "[notebook-without-vpcs]", "there is no such rule"),
    key("implies itself", "implies", "[broken-rule]", "itself"),
    key("when a list", "when", "[resource.tags != null]", "when is an expression"),
    key("when empty", "when", '""', "when is an expression"),
    key("require a number", "require", "5", "require is an expression"),
    key("require null", "require", "null", "require is an expression"),
    key("require empty", "require", "[]", "require is empty"),
    key("require with an empty item", "require", "[true, '']", "require is an expression", at="''"),
    key("require a mapping", "require", "{all: [true]}", "require is an expression"),
]
GRAMMAR = [
    require("one equals sign", "resource.name = 'x'", "= 'x'", "no operator =; did you mean ==?"),
    require("and as a word", "resource.name == 'x' and true", "and", "and does not belong here", "&&"),
    require("or as a word", "resource.name == 'x' or true", "or true", "||"),
    require("not as a word", "not resource.name", "resource.name", "!"),
    require("single ampersand", "true & true", "& true", "did you mean &&?"),
    require("open parenthesis", "(resource.name == 'x'", "", "expected )"),
    require("closing parenthesis", "resource.name == 'x')", ")", "does not belong here"),
    require("open quote in CEL", "resource.name == 'x", "'x", "closing quote"),
    require("bad escape", r"resource.name == '\d'", r"'\d", "no escape"),
    require("nothing after ==", "resource.name ==", "", "the end is not a value"),
    require("reserved word", "for == 1", "for", "reserved word"),
    require("number too large", "resource.volume_size < 99999999999999999999", "99999999999999999999", "64 bits"),
    require("too deep", "(" * 60 + "true" + ")" * 60, "", "nested more than 50 deep"),
    require("too long", " || ".join(["true"] * 600), "", "longer than 1000"),
    require("strange character", "resource.name == “x”", "“x", "cannot read"),
    require("ternary without else", "true ? false", "", "expected :"),
    require("Python's if", "true if true else false", "if", "if"),
    require("a message", "Message{a: 1} == null", "{a", "there are no messages"),
    require("Rego", "input.resource.name == 'x'", "input", "there is no variable input"),
]
TYPES = [
    require(
        "attribute misspelt", "resource.direct_internet_acess == 'x'", "direct", "did you mean direct_internet_access?"
    ),
    require("attribute of CloudFormation", "resource.DirectInternetAccess == 'x'", "Direct", "direct_internet_access"),
    require("variable misspelt", "resourc.name != null", "resourc", "did you mean resource?"),
    require("parameter unknown", "resource.volume_size > params.gigabytes", "gigabytes", "no parameter gigabytes"),
    require("function unknown", "resource.name.startWith('x')", "startWith", "did you mean startsWith?"),
    require("function before", "startsWith(resource.name, 'x')", "startsWith", "x.startsWith"),
    require("too many arguments", "resource.name.startsWith('x', 'y')", "startsWith", "takes 1 argument, not 2"),
    require("argument of another type", "resource.name.startsWith(5)", "5", "takes a text here"),
    require("asks a number", "resource.volume_size.startsWith('5')", "resource", "asks a text"),
    require("number in quotes", "resource.volume_size == '5'", "'5'", "write 5 without quotes"),
    require("truth in quotes", "instance(resource.instance_type).gpus == 'two'", "'two'", "and never a text"),
    require(
        "text without quotes", "resource.direct_internet_access == Enabled", "Enabled", "there is no variable Enabled"
    ),
    require("text against true", "resource.direct_internet_access == true", "true", "write 'true' in quotes"),
    require("text that is larger", "resource.instance_type > 5", "> 5", "cannot compare"),
    require("list against text", "resource.security_groups == 'sg'", "'sg'", "ask whether a value is in it"),
    require("map against number", "resource.tags == 5", "==", "never equals"),
    require("size never null", "size(resource.tags) == null", "null", "never null"),
    require("in a text", "'a' in resource.instance_type", "in resource", "in takes a list or a map"),
    require("element of another type", "resource.volume_size in ['a']", "in [", "never a whole number"),
    require("number and text added", "resource.volume_size + 'a' == 'b'", "+", "cannot take"),
    require("text as the whole", "resource.instance_type", "resource", "true or false"),
    require("not of a map", "!resource.tags", "resource", "true or false"),
    require("list as a block", "resource.security_groups.name == 'a'", "name", "ask its elements"),
    require("text with attributes", "resource.instance_type.family == 'm'", "family", "there is no family"),
    require("fact unknown", "instance(resource.instance_type).gpu > 0", "gpu", "did you mean gpus?"),
    require("macro without a variable", "resource.tags.exists('a', true)", "'a'", "names its element first"),
    require("macro with one argument", "resource.tags.all(k)", "all", "written items.all"),
    require("macro's variable outside", "resource.tags.exists(k, true) && k == 'a'", "k == ", "no variable k"),
    require("has without an attribute", "has(resource)", "resource)", "has takes an attribute"),
    require("pattern open", "resource.name.matches('(a')", "'(a'", "parenthesis is not closed"),
    require("pattern that looks around", "resource.name.matches('(?=a)')", "'(?=a", "does not look around"),
    require("linked with a number", "size(linked(resource, 5)) == 0", "5", "linked takes a text"),
    require(
        "linked to a type unknown",
        "size(linked(resource, 'aws_s3_buckt')) == 0",
        "'aws_s3_buckt'",
        "did you mean aws_s3_bucket?",
    ),
    require(
        "resources of a type unknown",
        "size(resources('aws_s3_buckt')) == 0",
        "'aws_s3_buckt'",
        "did you mean aws_s3_bucket?",
    ),
    require("ref of a number", "ref(resource.volume_size) == null", "resource.volume_size", "refers to a resource"),
    require(
        "word that it never is", "resource.direct_internet_access == 'Enbled'", "'Enbled'", "did you mean 'Enabled'?"
    ),
    require(
        "words that it never is",
        "resource.direct_internet_access in ['Enabled', 'Disabeld']",
        "'Disabeld'",
        "did you mean 'Disabled'?",
    ),
    Case(
        "second requirement",
        rule(require="\n  - resource.name != null\n  - resource.nam != null"),
        "nam !=",
        ("did you mean name?",),
    ),
    Case("when", rule(when="resource.nam != null"), "nam", ("did you mean name?",)),
    Case("quoted expression", rule(require="'resource.nam != null'"), "nam", ("did you mean name?",)),
    Case(
        "folded expression",
        rule(require=">-\n  resource.name != null &&\n  resource.nam != null"),
        "nam !=",
        ("did you mean name?",),
    ),
    Case(
        "second type",
        rule(resources="[aws_sagemaker_notebook_instance, aws_s3_bucket]", require="resource.volume_size > 5"),
        "volume_size",
        ("aws_s3_bucket has no attribute volume_size",),
    ),
]
CASES = [*YAML, *KEYS, *GRAMMAR, *TYPES]
