"""Random programs of more shapes: deep types with defaults, modules in modules, overrides, JSON, templates, checks."""

from __future__ import annotations

import json
from collections.abc import Callable

from oracle_random import KINDS, NAMES, TYPES, WORDS, Program

DEEP = {
    "set": "set(string)",
    "fleet": "map(object({ s = string, n = optional(number, 1), t = optional(map(string), { k = \"v\" }) }))",
    "nested": "object({ a = optional(object({ b = optional(string, \"db\"), c = optional(list(number), [1]) }), {}),"
    " d = optional(any) })",
    "row": "tuple([string, number, bool])",
    "lists": "list(list(string))",
    "groups": "map(list(string))",
}  # fmt: skip
"""Kinds of values beside those of every program, and their types."""
EVERY = (*KINDS, *DEEP)
LITERALS = {
    "number": ("0.1", "1e20", "123456789012345678", "1e-7", "1.50"),
    "set": ('toset(["a", "b"])', '["b", "a", "b"]', "[]", "toset([])", '[1, "1"]'),
    "fleet": (
        "{}", '{ a = { s = "x" } }', '{ b = { s = "y", n = "2" }, a = { s = "x", n = null, t = {} } }',
        '{ a = { s = "x", t = { z = 1 }, extra = true } }',
    ),
    "nested": ("{}", '{ a = { b = "x" } }', "{ a = null, d = [1] }", '{ a = { c = ["2"] }, d = { k = "v" } }',
               '{ a = {}, d = "x" }'),
    "row": ('["a", 1, true]', '["1", "2", "true"]', '[1, "x", false]'),
    "lists": ("[]", "[[]]", '[["a"], []]', '[["a", "b"], ["c"]]', '[[1], ["x"]]'),
    "groups": ("{}", '{ a = ["x"] }', '{ a = [], b = ["x", "y"] }', "{ a = [1, 2] }"),
}  # fmt: skip


class Wide(Program):
    """One program of more shapes; its outputs stand in its main file like those of others."""

    def build(self) -> None:
        self.others: dict[str, str] = {}
        for n in range(1 + self.below(3)):
            self.deep_variable(f"v{n}")
        for n in range(1 + self.below(3)):
            kind = self.one(EVERY)
            self.lines.append(f"locals {{\n  l{n} = {self.value(kind, 3)}\n}}")
            self.known.append((kind, f"local.l{n}"))
        if self.chance(0.5):
            self.template()
        if self.chance(0.5):
            self.json()
        for n in range(self.below(3)):
            self.resource(f"r{n}")
        self.module()
        if self.chance(0.3):
            self.extras()
        for n in range(3 + self.below(4)):
            self.lines.append(f"output o{n} {{\n  sensitive = true\n  value = {self.value(self.one(EVERY), 4)}\n}}")
        if self.chance(0.3):
            self.override()

    @property
    def files(self) -> dict[str, str]:
        return {**super().files, **self.others}

    # ---- what stands beside expressions

    def deep_variable(self, name: str) -> None:
        kind = self.one(EVERY)
        type = {**TYPES, **DEEP}[kind]
        plain, self.known = self.known, []
        given, default = self.value(kind, 1), self.literal(kind)
        self.known = plain
        attributes = f"  type = {type}\n" if self.chance(0.85) else ""
        how = self.below(6)
        if how < 3:
            attributes += f"  default = {default}\n".replace("toset(", "(")
        if how in (1, 4):
            attributes += "  nullable = false\n"
        if how > 2 or self.chance(0.4):
            self.arguments[name] = given
        elif self.chance(0.4):
            self.arguments[name] = "null"
        self.lines.append(f"variable {name} {{\n{attributes}}}")
        self.known.append((kind, f"var.{name}"))

    def template(self) -> None:
        """A template file, and what it says with some variables."""
        body = self.pick(
            lambda: "${a}-${b}\n",
            lambda: "%{ for x in c ~}\n- ${x}\n%{ endfor ~}\n${a}",
            lambda: "%{ if b > 1 }many%{ else }few ${~ a ~} %{ endif }\n",
            lambda: '${jsonencode({ a = a, c = c })}\n%{~ for i, x in c }\n  ${i} = "$${x}"\n%{ endfor ~}\n',
            lambda: "${upper(a)}\r\n  ${b + 1}\r\n",
        )
        self.others["t.tpl"] = body
        a, b, c = (self.value(kind, 1) for kind in ("text", "number", "texts"))
        call = f'templatefile("${{path.module}}/t.tpl", {{ a = {a}, b = {b}, c = {c} }})'
        self.lines.append(f"locals {{\n  tpl = {call}\n}}")
        self.known.append(("text", "local.tpl"))

    def json(self) -> None:
        """Locals as JSON: strings are templates, everything else is what it is."""
        kinds = [self.one(EVERY) for _ in range(1 + self.below(3))]
        found: dict[str, object] = {"//": "a comment"}
        for n, kind in enumerate(kinds):
            found[f"j{n}"] = "${" + self.value(kind, 2) + "}"
            self.known.append((kind, f"local.j{n}"))
        text, other = self.value("text", 1), self.value("number", 1)
        found["obj"] = {"s": f"a${{{text}}}", "n": f"${{{other}}}", "l": ["x", "$${y}", f"${{{text}}}-%%{{"]}
        self.known.append(("object", "local.obj"))
        self.others["more.tf.json"] = json.dumps({"locals": [found]})

    def override(self) -> None:
        """Another file that replaces a local, or the value of an output."""
        name = self.one([line.split()[2] for line in self.lines if line.startswith("locals")])
        plain, self.known = self.known, []
        text = f"locals {{\n  {name} = {self.value(self.one(EVERY), 1)}\n}}\n"
        self.known = plain
        self.others["late_override.tf"] = text

    def extras(self) -> None:
        """Blocks that change no value."""
        condition = f"can([local.l0, {self.value(self.one(EVERY), 2)}])"
        message = '    error_message = "odd"\n'
        self.lines.append(f"check sound {{\n  assert {{\n    condition = {condition}\n{message}  }}\n}}")
        self.lines.append("moved {\n  from = terraform_data.old\n  to = terraform_data.kept\n}")
        body = self.value(self.one(EVERY), 2)
        hold = f"    precondition {{\n      condition = can([local.l0, {body}])\n  {message}    }}\n"
        self.lines.append(
            f"resource terraform_data kept {{\n  input = {body}\n  lifecycle {{\n    ignore_changes = [input]\n{hold}"
            "  }\n}"
        )
        self.known.append(("any", "terraform_data.kept.input"))

    def module(self) -> None:
        """A module for each of something, in it another, perhaps a second call for each of the first."""
        kind, result = self.one(EVERY), self.one(EVERY)
        each = self.pick(
            lambda: ("", "text", '"one"'),
            lambda: (f"  count = {self.below(3)}\n", "number", "count.index"),
            lambda: (f"  count = length({self.value('texts', 1)})\n", "number", "count.index"),
            lambda: (f"  for_each = toset({self.value('texts', 2)})\n", "text", "each.value"),
            lambda: (f"  for_each = {self.value('fleet', 1)}\n", "any", "each.value"),
            lambda: (f"  for_each = {self.value('groups', 1)}\n", "texts", "each.value"),
            lambda: (f"  for_each = {self.value('map', 2)}\n", "text", '"${each.key}:${each.value}"'),
        )
        meta, own, value = each  # type: ignore[misc]
        arguments = f"  p = {self.value(kind, 2)}\n  q = {value}\n"
        self.lines.append(f'module inner {{\n  source = "./inner"\n{meta}{arguments}}}')
        outer, self.known = self.known, [(kind, "var.p"), (own, "var.q"), (own, "var.q")]
        typed = f"  type = {({**TYPES, **DEEP})[kind]}\n" if self.chance(0.6) else ""
        declared = f"variable p {{\n{typed}}}\nvariable q {{\n  type = any\n}}\n"
        over = self.pick(
            lambda: ("", "1"),
            lambda: ("  count = 2\n", "count.index"),
            lambda: (f"  for_each = toset({self.value('texts', 1)})\n", "each.key"),
        )
        self.inner = (
            f'{declared}module leaf {{\n  source = "../leaf"\n{over[0]}  v = {over[1]}\n'
            f"  w = {self.value(kind, 1)}\n}}\n"
        )
        self.known.append(("any", "module.leaf" + ("[*].v" if "count" in over[0] else "")))
        self.inner += f"output o {{\n  sensitive = true\n  value = {self.value(result, 3)}\n}}\n"
        self.inner += "output whole {\n  sensitive = true\n  value = module.leaf\n}\n"
        self.known = [("any", "var.v"), (kind, "var.w")]
        self.others["leaf/main.tf"] = (
            "variable v {\n}\nvariable w {\n  default = null\n}\n"
            f"output v {{\n  sensitive = true\n  value = {self.value(self.one(EVERY), 2)}\n}}\n"
        )
        self.known = outer
        self.called(meta, result)

    def called(self, meta: str, result: str) -> None:
        """What can be read of the module, by how it is called."""
        if not meta:
            self.known += [(result, "module.inner.o"), ("any", "module.inner.whole")]
        elif "count" in meta:
            self.known += [("any", "module.inner[*].o"), ("number", "length(module.inner)")]
            self.known.append((result, f"try(module.inner[0].o, {self.literal(result)})"))
        else:
            self.known += [("texts", "keys(module.inner)"), ("any", "values(module.inner)[*].o")]
            self.known.append((result, f'try(module.inner["a"].o, {self.literal(result)})'))
            self.lines.append(
                'module again {\n  source = "./leaf"\n  for_each = module.inner\n  v = each.key\n  w = each.value.o\n}'
            )
            self.known.append(("any", "{ for k, m in module.again : k => m.v }"))

    # ---- expressions

    def literal(self, kind: str) -> str:
        found = LITERALS.get(kind)
        if found is None or (kind == "number" and self.chance(0.6)):
            return super().literal(kind)
        return self.one(found)

    def anything(self, kind: str, depth: int) -> str:
        if self.chance(0.7):
            return super().anything(kind, depth)
        a = self.value(kind, depth)
        return self.pick(
            lambda: f"one({a}[*])" if kind in ("text", "number", "bool", "object", "nested") else f"{a}",
            lambda: f"ephemeralasnull({a})",
            lambda: f"yamldecode(yamlencode({a}))",
            lambda: f"values({{ only = {a} }})[0]",
            lambda: f'[for k, v in {{ a = {a} }} : v if k != ""][0]',
            lambda: f"merge({{ a = 1 }}, {{ a = {a} }}).a",
            lambda: f"concat([], [{a}])[0]",
            lambda: f"try({{ x = [{a}] }}.x[0], null)",
            lambda: f"coalescelist([], [{a}])[0]",
            lambda: f'({{ for k in ["x"] : k => {a} }})["x"]',
        )

    def _text(self, d: int) -> str:
        if self.chance(0.75):
            return super()._text(d)
        texts = self.value("texts", d)
        return self.pick(
            lambda: f"<<-E\n    %{{ for x in {texts} ~}}\n      - ${{x}}\n    %{{ endfor ~}}\n    end\n    E\n",
            lambda: f"<<E\n${{~ {self.value('text', d)} ~}}\n  x\nE\n",
            lambda: f"<<-E\n    %{{~ if {self.value('bool', d)} }}\n    {self.one(WORDS)}\n    %{{~ else ~}}\n    n\n"
            "    %{ endif ~}\n    E\n",
            lambda: f'try(({self.value("fleet", d)}).a.s, {self.value("text", d)})',
            lambda: f'try(({self.value("nested", d)}).a.b, {self.value("text", d)})',
            lambda: f"({self.value('row', d)})[0]",
            lambda: f'join("-", sort({self.value("set", d)}))',
            lambda: f'trim({self.value("text", d)}, "{self.one(("a", "-", "xy"))}")',
            lambda: f"{self.one(('sha1', 'base64sha256', 'trimspace', 'chomp', 'basename'))}({self.value('text', d)})",
            lambda: f"strrev(title({self.value('text', d)}))",
        )  # fmt: skip

    def _number(self, d: int) -> str:
        if self.chance(0.8):
            return super()._number(d)
        return self.pick(
            lambda: f"({self.value('row', d)})[1]",
            lambda: f"length({self.value(self.one(tuple(DEEP)), d)})",
            lambda: f"try(({self.value('fleet', d)}).a.n, {self.value('number', d)})",
            lambda: f"sum(concat([0], {self.value('numbers', d)}))",
            lambda: f"pow({super(Wide, self).literal('number')}, 2)",
            lambda: f"signum({self.value('number', d)})",
        )

    def _texts(self, d: int) -> str:
        if self.chance(0.75):
            return super()._texts(d)
        return self.pick(
            lambda: f"[for k, o in {self.value('fleet', d)} : o.s]",
            lambda: f"values({self.value('fleet', d)})[*].s",
            lambda: f"flatten({self.value('lists', d)})",
            lambda: f"flatten(values({self.value('groups', d)}))",
            lambda: f"[for x in {self.value('set', d)} : x]",
            lambda: f"sort({self.value('set', d)})",
            lambda: f"try(({self.value('groups', d)}).a, {self.value('texts', d)})",
            lambda: f'[for p in setproduct({self.value("set", d)}, {self.value("texts", d)}) : join("", p)]',
            lambda: f"concat({self.value('lists', d)}...)",
            lambda: f'coalescelist({self.value("texts", d)}, ["z"])',
            lambda: f"chunklist({self.value('texts', d)}, 2)[*][0]",
            lambda: f'matchkeys({self.value("texts", d)}, {self.value("texts", d)}, ["a"])',
            lambda: f"element({self.value('lists', d)}, 0)",
        )

    def _set(self, d: int) -> str:
        return self.pick(
            lambda: f"toset({self.value('texts', d)})",
            lambda: f"setunion({self.value('set', d)}, {self.value('texts', d)})",
            lambda: f"setsubtract({self.value('set', d)}, {self.value('set', d)})",
            lambda: f"toset(keys({self.value('fleet', d)}))",
            lambda: f"toset([for x in {self.value('set', d)} : upper(x)])",
        )

    def _fleet(self, d: int) -> str:
        return self.pick(
            lambda: f"{{ {self.one(NAMES)} = {{ s = {self.value('text', d)}, n = {self.value('number', d)} }} }}",
            lambda: f"merge({self.value('fleet', d)}, {self.value('fleet', d)})",
            lambda: f"{{ for k, o in {self.value('fleet', d)} : upper(k) => o }}",
            lambda: f'{{ for k, o in {self.value("fleet", d)} : k => merge(o, {{ s = k }}) if o.s != "" }}',
            lambda: f"{{ for x in {self.value('set', d)} : x => {{ s = x }} }}",
            lambda: f"{{ for k, v in {self.value('map', d)} : k => {{ s = v, n = length(v) }} }}",
        )

    def _nested(self, d: int) -> str:
        return self.pick(
            lambda: f"{{ a = {{ b = {self.value('text', d)} }}, d = {self.value('any', d)} }}",
            lambda: f"merge({self.value('nested', d)}, {{ d = {self.value('any', d)} }})",
            lambda: f"{{ d = {self.value('texts', d)} }}",
        )

    def _row(self, d: int) -> str:
        return f"[{self.value('text', d)}, {self.value('number', d)}, {self.value('bool', d)}]"

    def _lists(self, d: int) -> str:
        makers: list[Callable[[], str]] = [
            lambda: f"[{self.value('texts', d)}, {self.value('texts', d)}]",
            lambda: f"values({self.value('groups', d)})",
            lambda: f"chunklist({self.value('texts', d)}, {1 + self.below(2)})",
            lambda: f"[for x in {self.value('texts', d)} : [x, upper(x)]]",
            lambda: f"concat({self.value('lists', d)}, [[]])",
            lambda: f"reverse({self.value('lists', d)})",
            lambda: f"distinct({self.value('lists', d)})",
        ]
        return self.pick(*makers)

    def _groups(self, d: int) -> str:
        return self.pick(
            lambda: f"{{ for x in {self.value('texts', d)} : x => x... }}",
            lambda: f"{{ {self.one(NAMES)} = {self.value('texts', d)} }}",
            lambda: f"transpose({self.value('groups', d)})",
            lambda: f"{{ for k, o in {self.value('fleet', d)} : o.s => k... }}",
            lambda: f'{{ for k, l in {self.value("groups", d)} : k => [for x in l : "${{k}}${{x}}"] }}',
            lambda: f"merge({self.value('groups', d)}, {{ z = [] }})",
        )

    def _any(self, d: int) -> str:
        return self.value(self.one(tuple(kind for kind in EVERY if kind != "any")), d)
