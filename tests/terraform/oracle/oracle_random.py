"""Random programs: variables, locals, resources, modules and outputs over expressions of every form.

The same seed gives the same program on every Python.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

WORDS = ("gpu", "cpu", "train", "ml-data", "us-east-1", "", "a", "b", "A b", "x/y", "10", "true", "é")
NAMES = ("a", "b", "k", "env", "team")
KINDS = ("text", "number", "bool", "texts", "numbers", "map", "object", "objects", "any")
TYPES = {
    "text": "string", "number": "number", "bool": "bool", "texts": "list(string)", "numbers": "list(number)",
    "map": "map(string)", "object": "object({ s = string, n = optional(number, 3), l = optional(list(string), []) })",
    "objects": "list(object({ s = string, n = number }))", "any": "any",
}  # fmt: skip


class Program:
    """One program: the text of its module, of the module that it calls, and the arguments that it is called with."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.known: list[tuple[str, str]] = []
        self.lines: list[str] = []
        self.arguments: dict[str, str] = {}
        self.inner = ""
        self.build()

    @property
    def files(self) -> dict[str, str]:
        """The files of the program's directory."""
        return {"main.tf": "\n".join(self.lines) + "\n", "inner/main.tf": self.inner}

    def output_at(self, line: int) -> str:
        """The output of the main file in whose lines a line, counted from 1, stands; empty where in none."""
        at = 1
        for text in self.lines:
            end = at + text.count("\n")
            if at <= line <= end:
                return text.split()[1] if text.startswith("output ") else ""
            at = end + 1
        return ""

    def drop(self, output: str) -> None:
        """Leave an output out, its lines blank."""
        self.lines = ["\n" * text.count("\n") if text.startswith(f"output {output} ") else text for text in self.lines]

    # ---- chance

    def below(self, count: int) -> int:
        return int(self.random.random() * count)

    def one(self, items: Sequence[str]) -> str:
        return items[self.below(len(items))]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # ---- programs

    def build(self) -> None:
        for n in range(self.below(4)):
            self.variable(f"v{n}")
        for n in range(1 + self.below(4)):
            kind = self.one(KINDS)
            self.lines.append(f"locals {{\n  l{n} = {self.value(kind, 3)}\n}}")
            self.known.append((kind, f"local.l{n}"))
        for n in range(self.below(3)):
            self.resource(f"r{n}")
        if self.chance(0.6):
            self.module()
        for n in range(3 + self.below(4)):
            self.lines.append(f"output o{n} {{\n  sensitive = true\n  value = {self.value(self.one(KINDS), 4)}\n}}")

    def variable(self, name: str) -> None:
        kind = self.one(KINDS)
        attributes = f"  type = {TYPES[kind]}\n" if self.chance(0.8) else ""
        if self.chance(0.3):
            attributes += "  nullable = false\n"
        if self.chance(0.15):
            attributes += "  sensitive = true\n"
        if kind == "text" and self.chance(0.3):
            known = ", ".join(f'"{word}"' for word in ("gpu", "cpu", "a"))
            message = '    error_message = "one of them"\n'
            attributes += f"  validation {{\n    condition = contains([{known}], var.{name})\n{message}  }}\n"
            self.arguments[name] = f'"{self.one(("gpu", "cpu", "a"))}"'
        else:
            plain, self.known = self.known, []
            self.arguments[name] = self.value(kind, 1)
            self.known = plain
        self.lines.append(f"variable {name} {{\n{attributes}}}")
        self.known.append((kind, f"var.{name}"))

    def resource(self, name: str) -> None:
        kind = self.one(KINDS)
        how = self.below(4)
        if how < 2:
            self.lines.append(f"resource terraform_data {name} {{\n  input = {self.value(kind, 3)}\n}}")
            self.known += [(kind, f"terraform_data.{name}.input"), (kind, f"terraform_data.{name}.output")]
            self.known.append(("text", f"terraform_data.{name}.id"))
        elif how == 2:
            count = self.one(("1", "2", "3", f"length({self.value('texts', 1)})", f"{self.value('bool', 1)} ? 1 : 0"))
            body = self.value("text", 2, [("number", "count.index")])
            self.lines.append(f"resource terraform_data {name} {{\n  count = {count}\n  input = {body}\n}}")
            self.known += [("texts", f"terraform_data.{name}[*].input"), ("number", f"length(terraform_data.{name})")]
        else:
            each = self.one((self.value("map", 2), f"toset({self.value('texts', 2)})"))
            body = self.value("text", 2, [("text", "each.key"), ("text", "each.value")])
            self.lines.append(f"resource terraform_data {name} {{\n  for_each = {each}\n  input = {body}\n}}")
            self.known.append(("map", f"{{ for k, r in terraform_data.{name} : k => r.input }}"))
            self.known.append(("texts", f"keys(terraform_data.{name})"))

    def module(self) -> None:
        kind, other = self.one(KINDS), self.one(KINDS)
        meta = self.one(("", "", "  count = 2\n", '  for_each = toset(["a", "b"])\n'))
        arguments = f"  p = {self.value(kind, 2)}\n  q = {self.value(other, 2)}\n"
        self.lines.append(f'module inner {{\n  source = "./inner"\n{meta}{arguments}}}')
        outer, self.known = self.known, [(kind, "var.p"), (other, "var.q")]
        declared = "".join(
            f"variable {name} {{\n{f'  type = {TYPES[k]}' if self.chance(0.7) else ''}\n}}\n"
            for name, k in (("p", kind), ("q", other))
        )
        result = self.one(KINDS)
        self.inner = f"{declared}resource terraform_data r {{\n  input = {self.value(kind, 2)}\n}}\n"
        self.inner += f"output o {{\n  sensitive = true\n  value = {self.value(result, 3)}\n}}\n"
        self.known = outer
        if not meta:
            self.known.append((result, "module.inner.o"))
        elif "count" in meta:
            self.known += [(result, "module.inner[1].o"), ("any", "module.inner[*].o")]
        else:
            self.known += [(result, 'module.inner["a"].o'), ("any", "values(module.inner)[*].o")]

    # ---- expressions

    def value(self, kind: str, depth: int, more: Sequence[tuple[str, str]] = ()) -> str:
        """An expression that is likely of a kind."""
        if more:
            before = self.known
            self.known = [*self.known, *more, *more]
            made = self.value(kind, depth)
            self.known = before
            return made
        if self.chance(0.02):
            kind = self.one(KINDS)
        fitting = [text for k, text in self.known if k == kind]
        if fitting and self.chance(0.45 if depth > 0 else 0.7):
            return self.one(fitting)
        if depth <= 0:
            return self.literal(kind)
        if self.chance(0.15):
            return self.anything(kind, depth - 1)
        return getattr(self, f"_{kind}")(depth - 1)  # type: ignore[no-any-return]

    def literal(self, kind: str) -> str:
        if kind == "text":
            return f'"{self.one(WORDS)}"'
        if kind == "number":
            return self.one(("0", "1", "2", "7", "-1", "0.5", "10", "1e3"))
        if kind == "bool":
            return self.one(("true", "false"))
        if kind == "texts":
            return self.one(("[]", '["a"]', '["a", "b", "a"]', '["gpu", "cpu"]', 'tolist(["b", "a"])'))
        if kind == "numbers":
            return self.one(("[]", "[1]", "[3, 1, 2]", "range(3)", "tolist([1, 2])"))
        if kind == "map":
            return self.one(
                ("{}", '{ a = "x" }', '{ a = "x", b = "y" }', 'tomap({ k = "v" })', '{ env = "dev", team = "ml" }')
            )
        if kind == "object":
            return self.one(('{ s = "x", n = 1, l = ["a"] }', '{ s = "y" }', '{ s = "gpu", n = 2 }'))
        if kind == "objects":
            return self.one(("[]", '[{ s = "x", n = 1 }]', '[{ s = "x", n = 1 }, { s = "y", n = 2 }]'))
        return self.one(("null", '"x"', "1", "[]", "{}", "true", '[1, "a"]', "{ k = [1] }"))

    def anything(self, kind: str, depth: int) -> str:
        """Forms that take any kind."""
        a, b = self.value(kind, depth), self.value(kind, depth)
        condition = self.value("bool", depth)
        return self.pick(
            lambda: f"({condition} ? {a} : {b})",
            lambda: f"({condition} ? {a} : null)",
            lambda: f"try({a}, {b})",
            lambda: f"coalesce({a}, {b})",
            lambda: f"[{a}, {b}][{self.below(2)}]",
            lambda: f"{{ x = {a}, y = {b} }}.{self.one('xy')}",
            lambda: f"jsondecode(jsonencode({a}))",
            lambda: f"one([{a}])",
            lambda: f"element([{a}, {b}], {self.below(4)})",
            lambda: f'lookup({{ k = {a} }}, "{self.one(("k", "z"))}", {b})',
            lambda: f"[for x in [{a}] : x][0]",
            lambda: f"({a})",
            lambda: f"nonsensitive(sensitive({a}))",
        )

    def pick(self, *makers: Callable[[], str]) -> str:
        return makers[self.below(len(makers))]()

    def _text(self, d: int) -> str:
        return self.pick(
            lambda: self.literal("text"),
            lambda: f'"{self.one(WORDS)}${{{self.value("text", d)}}}-${{{self.value("number", d)}}}"',
            lambda: f'"${{{self.value("text", d)}}}"',
            lambda: (
                f'"%{{ if {self.value("bool", d)} }}{self.one(WORDS)}%{{ else }}'
                f'${{{self.value("text", d)}}}%{{ endif }}"'
            ),
            lambda: f'"%{{ for i, x in {self.value("texts", d)} ~}} ${{i}}=${{x}}, %{{~ endfor }}"',
            lambda: (
                f"{self.one(('upper', 'lower', 'title', 'trimspace', 'strrev', 'md5', 'base64encode', 'urlencode'))}"
                f"({self.value('text', d)})"
            ),
            lambda: f'replace({self.value("text", d)}, "{self.one(("a", "/[a-z]/", "-"))}", {self.value("text", 0)})',
            lambda: f"substr({self.value('text', d)}, {self.one(('0', '1', '-2'))}, {self.one(('1', '3', '-1'))})",
            lambda: f"join({self.one(chr(44) + '-')!r}, {self.value('texts', d)})".replace("'", '"'),
            lambda: (
                f'format("{self.one(("%s/%v", "%s:%s", "%q=%v"))}", {self.value("text", d)}, {self.value("number", d)})'
            ),
            lambda: f"jsonencode({self.value(self.one(KINDS), d)})",
            lambda: f"yamlencode({self.value(self.one(KINDS), d)})",
            lambda: f"tostring({self.value(self.one(('number', 'bool', 'text')), d)})",
            lambda: f"element({self.value('texts', d)}, {self.below(4)})",
            lambda: f'lookup({self.value("map", d)}, "{self.one(NAMES)}", {self.value("text", d)})',
            lambda: f'try(({self.value("map", d)})["{self.one(NAMES)}"], {self.value("text", d)})',
            lambda: f"try(({self.value('object', d)}).{self.one(('s', 'n', 'z'))}, {self.value('text', d)})",
            lambda: f"try(({self.value('texts', d)})[{self.below(3)}], {self.value('text', d)})",
            lambda: f"trimprefix({self.value('text', d)}, {self.value('text', 0)})",
            lambda: f'try(regex("{self.one(("[a-z]+", "^(.)", "(?P<x>a)"))}", {self.value("text", d)}), "none")',
            lambda: f"indent({self.below(3)}, {self.value('text', d)})",
            lambda: f"<<-E\n    {self.one(WORDS)} ${{{self.value('text', d)}}}\n      more\n    E\n",
        )

    def _number(self, d: int) -> str:
        a, b = self.value("number", d), self.value("number", d)
        return self.pick(
            lambda: self.literal("number"),
            lambda: f"({a} {self.one(('+', '-', '*'))} {b})",
            lambda: f"({a} / {self.one(('2', '3', '4', '10'))})",
            lambda: f"({a} % {self.one(('2', '3', '7'))})",
            lambda: f"-max(1, {a})",
            lambda: f"length({self.value(self.one(('text', 'texts', 'map', 'object', 'objects')), d)})",
            lambda: f"{self.one(('max', 'min'))}({a}, {b})",
            lambda: f"{self.one(('abs', 'ceil', 'floor'))}({a})",
            lambda: f"try(sum({self.value('numbers', d)}), {b})",
            lambda: f"try(tonumber({self.value('text', d)}), {b})",
            lambda: f"try(({self.value('object', d)}).n, {b})",
            lambda: f"try(index({self.value('texts', d)}, {self.value('text', 0)}), {b})",
            lambda: f"parseint({self.one(('10', '77'))!r}, {self.one(('8', '16', '10'))})".replace("'", '"'),
        )

    def _bool(self, d: int) -> str:
        kind = self.one(KINDS)
        return self.pick(
            lambda: self.literal("bool"),
            lambda: f"({self.value(kind, d)} {self.one(('==', '!='))} {self.value(kind, d)})",
            lambda: f"({self.value(kind, d)} {self.one(('==', '!='))} null)",
            lambda: f"({self.value('number', d)} {self.one(('<', '<=', '>', '>='))} {self.value('number', d)})",
            lambda: (
                f"(try(tobool({self.value('bool', d)}), true) == true {self.one(('&&', '||'))} "
                f"try(tobool({self.value('bool', d)}), false) == true)"
            ),
            lambda: f"!{self.value('bool', d)}",
            lambda: f"contains({self.value('texts', d)}, {self.value('text', d)})",
            lambda: f"can(({self.value('map', d)}).{self.one(NAMES)})",
            lambda: f"can(tonumber({self.value('text', d)}))",
            lambda: (
                f"{self.one(('startswith', 'endswith', 'strcontains'))}"
                f"({self.value('text', d)}, {self.value('text', 0)})"
            ),
            lambda: f"{self.one(('alltrue', 'anytrue'))}([{self.value('bool', d)}, {self.value('bool', d)}])",
            lambda: f"(length({self.value('texts', d)}) > {self.below(3)})",
        )

    def _texts(self, d: int) -> str:
        a = self.value("texts", d)
        x, ix = [("text", "x"), ("text", "x")], [("text", "x"), ("number", "i")]
        condition = self.value("bool", 1, ix) if self.chance(0.4) else ""
        where = f" if {condition}" if condition else ""
        return self.pick(
            lambda: f"[{self.value('text', d)}, {self.value('text', d)}]",
            lambda: f"[for x in {a} : {self.value('text', d, x)}]",
            lambda: f"[for i, x in {a} : {self.value('text', d, ix[:1])}{where}]",
            lambda: f'[for k, v in {self.value("map", d)} : "${{k}}=${{v}}"]',
            lambda: f"concat({a}, {self.value('texts', d)})",
            lambda: f"keys({self.value('map', d)})",
            lambda: f"values({self.value('map', d)})",
            lambda: f'split("{self.one(("-", "/", ""))}", {self.value("text", d)})',
            lambda: f"{self.one(('distinct', 'sort', 'reverse', 'compact', 'tolist', 'flatten'))}({a})",
            lambda: f"tolist(toset({a}))",
            lambda: f"try(slice({a}, 0, {self.below(3)}), {self.value('texts', d)})",
            lambda: (
                f"tolist({self.one(('setunion', 'setintersection', 'setsubtract'))}({a}, {self.value('texts', d)}))"
            ),
            lambda: f"[for x in toset({a}) : x]",
            lambda: f"flatten([{a}, [{self.value('text', d)}], {self.value('texts', d)}])",
            lambda: f"{self.value('objects', d)}[*].s",
            lambda: f"{a}[*]",
            lambda: f'formatlist("%s-%s", {a}, {self.value("text", d)})',
            lambda: f"try(({self.value('object', d)}).l, [])",
            lambda: f'regexall("[a-z]", {self.value("text", d)})',
        )

    def _numbers(self, d: int) -> str:
        return self.pick(
            lambda: f"[{self.value('number', d)}, {self.value('number', d)}]",
            lambda: f"range({self.one(('0', '2', '3'))})",
            lambda: f"[for x in {self.value('texts', d)} : length(x)]",
            lambda: f"[for i, x in {self.value('texts', d)} : i]",
            lambda: f"{self.value('objects', d)}[*].n",
            lambda: f"concat({self.value('numbers', d)}, {self.value('numbers', d)})",
            lambda: f"distinct({self.value('numbers', d)})",
        )

    def _map(self, d: int) -> str:
        a = self.value("map", d)
        kv = [("text", "v"), ("text", "k")]
        where = f" if {self.value('bool', 1, kv)}" if self.chance(0.3) else ""
        return self.pick(
            lambda: f"{{ {self.one(NAMES)} = {self.value('text', d)}, {self.one(NAMES)}2 = {self.value('text', d)} }}",
            lambda: f"merge({a}, {self.value('map', d)})",
            lambda: f"{{ for k, v in {a} : {self.one(('k', 'upper(k)'))} => {self.value('text', d, kv)}{where} }}",
            lambda: f"{{ for x in {self.value('texts', d)} : x => length(x)... }}",
            lambda: f"{{ for i, x in {self.value('texts', d)} : i => x }}",
            lambda: f"tomap({a})",
            lambda: (
                f"zipmap([{self.value('text', d)}, {self.value('text', d)}], "
                f"[{self.value('text', d)}, {self.value('any', 0)}])"
            ),
            lambda: f'{{ (upper("{self.one(NAMES)}")) = {self.value("text", d)} }}',
            lambda: f"{{ for k, v in {a} : v => k... }}",
            lambda: f"{{ for s in toset({self.value('texts', d)}) : s => {self.value('text', d)} }}",
        )

    def _object(self, d: int) -> str:
        return self.pick(
            lambda: f"{{ s = {self.value('text', d)}, n = {self.value('number', d)}, l = {self.value('texts', d)} }}",
            lambda: f"merge({self.value('object', d)}, {{ s = {self.value('text', d)} }})",
            lambda: f"{{ for k, v in {self.value('object', d)} : k => v }}",
            lambda: f"try(({self.value('objects', d)})[0], {self.value('object', d)})",
        )

    def _objects(self, d: int) -> str:
        return self.pick(
            lambda: f"[{self.value('object', d)}]",
            lambda: f"[for x in {self.value('texts', d)} : {{ s = x, n = length(x) }}]",
            lambda: f"[for k, v in {self.value('map', d)} : {{ s = k, n = {self.value('number', d)} }}]",
            lambda: f"concat({self.value('objects', d)}, [{self.value('object', d)}])",
            lambda: f"tolist({self.value('objects', d)})",
            lambda: f"[for o in {self.value('objects', d)} : o if o.n > {self.below(3)}]",
        )

    def _any(self, d: int) -> str:
        return self.value(self.one(KINDS[:-1]), d)
