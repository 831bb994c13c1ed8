"""The resources that `inspect` and `eval` show: what is below the paths, of one address or type where one is given."""

from __future__ import annotations

import fnmatch
import os
from pathlib import Path
from typing import Any, NamedTuple

import click

from iacguard import pipeline
from iacguard.cli.gate import CLEAN, NOTHING, UNJUDGED
from iacguard.cli.options import request, shared, together
from iacguard.cli.telling import say, sentence
from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.report import ERROR
from iacguard.pipeline import Session


class Chosen(NamedTuple):
    """The resources, the graph that they are of, and the exit code that showing them ends in."""

    session: Session
    graph: ResourceGraph
    resources: list[Resource]
    code: int


choosing = together(
    shared,
    click.option("--address", "-a", default="", help="Only resources of this address or type; * and ? are wildcards."),
)
"""The options of a scan, and one for an address."""


def choose(paths: tuple[Path, ...], address: str, declared: bool, **common: Any) -> Chosen:
    """Load what is below the paths. What cannot be read, and that nothing is meant, is told on standard error.

    Without an address the last of several paths is taken for one if there is no such file; if there is none at all,
    `declared` says whether things that only the language knows (variables, module calls) are meant too.
    """
    paths, address = _with_address(paths, address)
    session = pipeline.open_session(request(paths=paths, **common))
    loaded = pipeline.load(session)
    graph = ResourceGraph(loaded.resources, loaded.holes)
    asked = [r for r in graph.resources if session.subject.covers(r.span.source.path)]
    found = [r for r in asked if (_meant(r, address) if address else declared or r.deployed)]
    errors = [said for said in (*session.diagnostics, *loaded.diagnostics) if said.level == ERROR]
    for said in errors:
        say(sentence(said), err=True)
    if not found:
        say(f"There is no resource{f' of {address!r}' if address else ''} in these files.", err=True)
    return Chosen(session, graph, found, UNJUDGED if errors else CLEAN if found else NOTHING)


def _with_address(paths: tuple[Path, ...], address: str) -> tuple[tuple[Path, ...], str]:
    if not address and len(paths) > 1 and not os.path.lexists(paths[-1]):
        return paths[:-1], str(paths[-1])
    return paths, address


def _meant(resource: Resource, address: str) -> bool:
    """Whether a resource is of an address or a type, with wildcards; brackets of instance keys are themselves."""
    glob = address.replace("[", "[[]")
    return any(fnmatch.fnmatchcase(text, glob) for text in (str(resource.address), resource.type, resource.native_type))
