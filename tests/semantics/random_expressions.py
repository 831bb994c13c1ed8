"""Random values, and random expressions over them that mostly make sense."""

import random

from iacguard.model.value import Map, Seq, Value

TEXTS = ["a", "ab", "arn:aws:s3", "arn:aws", "arn:", "", "A"]
KEYS = ["k", "name", "n", "on"]


def scalar(rng: random.Random, kind: str) -> Value:
    """A random value of a kind; now and then null."""
    if rng.random() < 0.1:
        return Value(None)
    if kind == "text":
        return Value(rng.choice(TEXTS))
    if kind == "number":
        return Value(rng.choice([0, 1, 2, 5, -1]))
    return Value(rng.random() < 0.5)


def listing(rng: random.Random, kind: str) -> Value:
    """A list of values that are not null."""
    return Value(Seq([Value(scalar(random.Random(rng.random()), kind).data or "a") for _ in range(rng.randint(0, 3))]))


def numbers(rng: random.Random) -> Value:
    """A list of whole numbers."""
    return Value(Seq([Value(rng.choice([0, 1, 2, 5])) for _ in range(rng.randint(0, 3))]))


def record(rng: random.Random) -> Value:
    """An object as files have them."""
    items = {"name": scalar(rng, "text"), "n": scalar(rng, "number"), "on": scalar(rng, "flag")}
    return Value(Map({key: value for key, value in items.items() if rng.random() < 0.8}))


def tags(rng: random.Random) -> Value:
    """A map of texts."""
    return Value(Map({key: scalar(rng, "text") for key in KEYS if rng.random() < 0.6}))


def variables(rng: random.Random) -> dict[str, Value]:
    """What expressions are about."""
    return {
        "t": scalar(rng, "text"), "u": scalar(rng, "text"), "n": scalar(rng, "number"), "m": scalar(rng, "number"),
        "f": scalar(rng, "flag"), "g": scalar(rng, "flag"), "ts": listing(rng, "text"), "ns": numbers(rng),
        "tags": tags(rng), "more": tags(rng), "rec": record(rng),
        "recs": Value(Seq([record(rng) for _ in range(rng.randint(0, 3))])),
    }  # fmt: skip


class Expressions:
    """Writes expressions of a wanted kind; `scope` are the variables of macros by kind."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.count = 0
        self.scope: list[tuple[str, str]] = []

    def pick(self, *options):
        """One of several ways to write something."""
        return self.rng.choice(options)()

    def fresh(self, kind: str, write, names: int = 1):
        """The name of a macro's variable of a kind, and what `write` makes where it is known."""
        self.count += 1
        words = [f"v{self.count}x{number}" for number in range(names)]
        kinds = [kind] if names == 1 else ["number", kind]
        self.scope += list(zip(words, kinds, strict=True))
        body = write()
        del self.scope[len(self.scope) - names :]
        return ", ".join(words), body

    def known(self, kind: str) -> list[str]:
        """The macro variables of a kind."""
        return [name for name, its in self.scope if its == kind]

    def flag(self, depth: int) -> str:
        """A condition."""
        if depth <= 0:
            return self.rng.choice(["true", "false", "f", "g", "rec.on", *self.known("flag")])
        d = depth - 1
        return self.pick(
            lambda: f"({self.flag(d)} && {self.flag(d)})",
            lambda: f"({self.flag(d)} || {self.flag(d)})",
            lambda: f"({self.flag(d)} && {self.flag(d)} && {self.flag(d)})",
            lambda: f"!{self.flag(d)}",
            lambda: f"({self.flag(d)} ? {self.flag(d)} : {self.flag(d)})",
            lambda: f"{self.text(d)} {self.sign()} {self.text(d)}",
            lambda: f"{self.number(d)} {self.sign()} {self.number(d)}",
            lambda: f"{self.flag(d)} == {self.flag(d)}",
            lambda: f"{self.any(d)} {self.rng.choice(['==', '!='])} {self.any(d)}",
            lambda: f"{self.any(d)} == null",
            lambda: f"{self.texts(d)} == {self.texts(d)}",
            lambda: f"{self.tags(d)} == {self.tags(d)}",
            lambda: f"{self.rec(d)} {self.rng.choice(['==', '!='])} {self.rng.choice(['rec', 'recs[0]', '{}'])}",
            lambda: f"{self.text(d)} in {self.texts(d)}",
            lambda: f"{self.text(d)} in {self.tags(d)}",
            lambda: f"{self.number(d)} in {self.numbers(d)}",
            lambda: f"has({self.rec(d)}.{self.key()})",
            lambda: f"has({self.tags(d)}.{self.key()})",
            lambda: f"{self.text(d)}.{self.rng.choice(['startsWith', 'endsWith', 'contains'])}({self.text(0)})",
            lambda: f"{self.text(d)}.matches('^a')",
            lambda: f"type({self.any(d)}) == {self.rng.choice(['string', 'int', 'list', 'map', 'bool'])}",
            lambda: self.quantified(d),
            lambda: self.quantified(d),
            lambda: (
                f"sets.{self.rng.choice(['contains', 'intersects', 'equivalent'])}({self.texts(d)}, {self.texts(d)})"
            ),
            lambda: f"{self.tags(d)}.?{self.key()}.hasValue()",
        )

    def quantified(self, depth: int) -> str:
        """A question to the elements of a list or map."""
        macro = self.rng.choice(["exists", "all", "exists_one"])
        kind, lists = self.rng.choice([("text", self.texts), ("number", self.numbers), ("record", self.recs)])
        names = self.rng.choice([1, 1, 2])
        if self.rng.random() < 0.2:
            kind, lists = "text", self.tags
            names, body = self.fresh("text", lambda: self.flag(depth))
            return f"{lists(depth)}.{macro}({names}, {body})"
        names, body = self.fresh(kind, lambda: self.flag(depth), names)
        return f"{lists(depth)}.{macro}({names}, {body})"

    def sign(self) -> str:
        return self.rng.choice(["==", "!=", "<", "<=", ">", ">="])

    def key(self) -> str:
        return self.rng.choice([*KEYS, "other"])

    def any(self, depth: int) -> str:
        """A value of any kind."""
        return self.pick(
            lambda: self.text(depth), lambda: self.number(depth), lambda: self.flag(depth),
            lambda: self.texts(depth), lambda: self.tags(depth), lambda: self.rec(depth),
        )  # fmt: skip

    def text(self, depth: int) -> str:
        """A text."""
        known = self.known("text")
        if depth <= 0:
            return self.rng.choice(["t", "u", "rec.name", *[repr(text) for text in TEXTS], *known, *known])
        d = depth - 1
        return self.pick(
            lambda: self.text(0), lambda: self.text(0),
            lambda: f"{self.rec(d)}.name", lambda: f"{self.tags(d)}.{self.key()}",
            lambda: f"{self.tags(d)}[{self.text(0)}]", lambda: f"({self.text(d)} + {self.text(d)})",
            lambda: f"({self.flag(d)} ? {self.text(d)} : {self.text(d)})",
            lambda: f"{self.text(d)}.lowerAscii()", lambda: f"{self.texts(d)}.join(',')",
            lambda: f"{self.texts(d)}[{self.rng.choice('001')}]", lambda: f"{self.tags(d)}.?{self.key()}.orValue('z')",
            lambda: f"string({self.number(d)})", lambda: f"'%s'.format([{self.text(d)}])",
            lambda: f"{self.texts(d)}.first().orValue('z')", lambda: f"{self.text(d)}.replace('a', {self.text(0)})",
        )  # fmt: skip

    def number(self, depth: int) -> str:
        """A whole number."""
        known = self.known("number")
        if depth <= 0:
            return self.rng.choice(["n", "m", "rec.n", "0", "1", "2", "5", *known, *known])
        d = depth - 1
        return self.pick(
            lambda: self.number(0), lambda: f"size({self.texts(d)})", lambda: f"size({self.tags(d)})",
            lambda: f"size({self.recs(d)})", lambda: f"size({self.text(d)})",
            lambda: f"({self.number(d)} {self.rng.choice('+-*/%')} {self.number(d)})", lambda: f"{self.rec(d)}.n",
            lambda: f"{self.numbers(d)}[{self.number(0)}]",
            lambda: f"math.greatest({self.number(d)}, {self.number(d)})",
            lambda: f"({self.flag(d)} ? {self.number(d)} : {self.number(d)})", lambda: f"-({self.number(d)})",
            lambda: f"{self.text(d)}.indexOf({self.text(0)})",
        )  # fmt: skip

    def texts(self, depth: int) -> str:
        """A list of texts."""
        if depth <= 0:
            return self.rng.choice(["ts", "ts", "['a', 'b']", "[]", f"[{self.text(0)}, {self.text(0)}]"])
        d = depth - 1
        return self.pick(
            lambda: self.texts(0), lambda: f"({self.texts(d)} + {self.texts(d)})",
            lambda: "{}.filter({}, {})".format(self.texts(d), *self.fresh("text", lambda: self.flag(d))),
            lambda: "{}.map({}, {})".format(self.recs(d), *self.fresh("record", lambda: self.text(d))),
            lambda: "{}.map({}, {})".format(self.texts(d), *self.fresh("text", lambda: self.text(d))),
            lambda: "{}.transformList({}, {})".format(self.texts(d), *self.fresh("text", lambda: self.text(d), 2)),
            lambda: "{}.map({}, {})".format(self.tags(d), *self.fresh("text", lambda: self.text(d))),
            lambda: f"{self.texts(d)}.{self.rng.choice(['sort', 'distinct', 'reverse'])}()",
            lambda: f"{self.text(d)}.split(':')", lambda: f"[{self.text(d)}, {self.text(d)}]",
            lambda: f"[?{self.tags(d)}.?{self.key()}, {self.text(d)}]",
            lambda: f"[[{self.text(d)}], {self.texts(d)}].flatten()", lambda: f"{self.texts(d)}.slice(0, 1)",
        )  # fmt: skip

    def numbers(self, depth: int) -> str:
        """A list of whole numbers."""
        if depth <= 0:
            return self.rng.choice(["ns", "[0, 1, 2]", f"[{self.number(0)}]"])
        d = depth - 1
        return self.pick(
            lambda: self.numbers(0),
            lambda: "{}.filter({}, {})".format(self.numbers(d), *self.fresh("number", lambda: self.flag(d))),
            lambda: "{}.map({}, {}, {})".format(self.numbers(d), *self.two("number", self.flag, self.number, d)),
            lambda: "{}.sortBy({}, {})".format(self.numbers(d), *self.fresh("number", lambda: self.number(d))),
        )

    def two(self, kind: str, first, second, depth: int):
        """A macro's variable and two bodies."""
        names, bodies = self.fresh(kind, lambda: (first(depth), second(depth)))
        return names, *bodies

    def recs(self, depth: int) -> str:
        """A list of objects."""
        if depth <= 0:
            return "recs"
        d = depth - 1
        return self.pick(
            lambda: "recs", lambda: f"(recs + [{self.rec(d)}])",
            lambda: "{}.filter({}, {})".format(self.recs(d), *self.fresh("record", lambda: self.flag(d))),
        )  # fmt: skip

    def rec(self, depth: int) -> str:
        """An object."""
        return self.rng.choice(["rec", "rec", *self.known("record"), *self.known("record")])

    def tags(self, depth: int) -> str:
        """A map of texts."""
        if depth <= 0 or self.rng.random() < 0.7:
            return self.rng.choice(["tags", "tags", "more", "{'k': 'a'}"])
        d = depth - 1
        return self.pick(
            lambda: f"{{'k': {self.text(d)}, 'name': {self.text(d)}}}",
            lambda: "{}.transformMap({}, {})".format(self.tags(d), *self.fresh("text", lambda: self.text(d), 2)),
            lambda: f"{{?'k': {self.tags(d)}.?name}}",
        )
