"""Time expressions: `python -m benchmarks.expressions`.

How long a typical condition takes to parse, to compile and to answer, over a plain map and over a resource as rules see
it; all built-in rules to parse, check and compile; and the slowest of the evil regular expressions. Each figure is the
fastest of many runs: what the work takes where nothing else runs.
"""

from __future__ import annotations

import contextlib
import sys
import time
import timeit
from collections.abc import Callable
from pathlib import Path

from iacguard.model.address import Address
from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Value
from iacguard.model.world import World
from iacguard.policy import catalogue
from iacguard.policy.cel.compiler import FIRST, Scope, environment, program
from iacguard.policy.cel.parser import parse
from iacguard.policy.compiled import RuleCompiler
from iacguard.syntax.regex import engine
from iacguard.vocabulary import tables
from iacguard.vocabulary.seeing import lens

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "syntax"))
SPAN = Span(Source("main.tf", "x" * 100), 1, 5)
SCOPE = Scope({"resource": FIRST})
PLAIN = "resource.name == 'x' && !resource.ports.exists(p, p.protocol == 'udp')"
SEEN = "resource.name == 'x' && !resource.ingress.exists(rule, rule.protocol == 'udp')"


def value(data: object) -> Value:
    """A value with a place, as files give them."""
    return Value(data, SPAN)


def fastest(work: Callable[[], object], number: int) -> float:
    """Microseconds of one call."""
    return min(timeit.repeat(work, number=number, repeat=40)) / number * 1e6


def plain() -> Value:
    """A map with a list of five objects."""
    ports = [value(Map({"protocol": value(word)})) for word in ("tcp", "icmp", "ah", "esp", "all")]
    return value(Map({"name": value("x"), "ports": value(Seq(ports))}))


def seen() -> Value:
    """The same as a resource through the vocabulary."""
    rules = [value(Map({"protocol": value(word)})) for word in ("tcp", "icmp", "ah", "esp", "all")]
    body = value(Map({"name": value("x"), "ingress": value(Seq(rules))}))
    address = Address("", (), "managed", "aws_security_group", "it")
    resource = Resource(address, "aws_security_group", "tf", body, SPAN)
    return lens(ResourceGraph([resource]), tables.load()).view(resource)


def rules() -> tuple[float, float, int]:
    """Milliseconds to parse and compile all built-in rules, with and without the checker, and how many there are."""
    known, vocabulary = catalogue.load(), tables.load()
    for rule in known.rules:
        for name in rule.resources:
            vocabulary.type(name)
    times = []
    for checked in (True, False):
        best = 1e9
        for _ in range(5):
            start = time.perf_counter()
            compiler = RuleCompiler(known.definitions, vocabulary, checked)
            for rule in known.rules:
                compiler.compile(rule, {})
            best = min(best, time.perf_counter() - start)
        times.append(best * 1e3)
    return times[0], times[1], len(known.rules)


def slowest() -> tuple[float, str]:
    """Milliseconds of the slowest of the evil patterns, compiled anew, and which it is."""
    from evil_patterns import evil

    worst = (0.0, "")
    for pattern, text in evil():
        best = 1e9
        for _ in range(3):
            engine.matcher.cache_clear()
            engine.program.cache_clear()
            start = time.perf_counter()
            with contextlib.suppress(ValueError):
                engine.search(text, pattern)
            best = min(best, time.perf_counter() - start)
        worst = max(worst, (best * 1e3, pattern))
    return worst


def main() -> None:
    for title, text, data in (("a map", PLAIN, plain()), ("a resource", SEEN, seen())):
        closure, world = program(parse(text), SCOPE), World()
        assert closure(environment(world, None, data)).data is True
        print(f"{text}\n  over {title}")
        print(f"  answer   {fastest(lambda c=closure, w=world, d=data: c(environment(w, None, d)), 500):7.2f} µs")
        print(f"  parse    {fastest(lambda t=text: parse(t), 100):7.2f} µs")
        node = parse(text)
        print(f"  compile  {fastest(lambda n=node: program(n, SCOPE), 100):7.2f} µs")
    checked, unchecked, count = rules()
    print(f"{count} rules: {unchecked:.1f} ms to parse and compile, {checked:.1f} ms with the checker")
    worst, pattern = slowest()
    print(f"slowest of 200 and more evil patterns over 10 kB: {worst:.1f} ms, {pattern}")


if __name__ == "__main__":
    main()
