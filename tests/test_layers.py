"""The floors of the house: who may import whom. An arrow up or sideways fails with the place to move."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "iacguard"
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = {
    "model": set(),
    "syntax": {"model"},
    "instances": {"model"},
    "vocabulary": {"model", "syntax"},
    "formats": {"model", "syntax", "vocabulary", "instances"},
    "policy": {"model", "syntax", "vocabulary", "instances"},
    "reporters": {"model"},
    "discovery": {"model"},
    "config": {"model", "syntax", "policy"},
    "compile": {"policy", "vocabulary"},
    "pipeline": {"model", "vocabulary", "formats", "policy", "config", "discovery"},
    "drift": {"model", "vocabulary", "formats", "pipeline"},
    "rulekit": {"model", "vocabulary", "formats", "policy", "pipeline"},
    "cli": {
        "model", "syntax", "vocabulary", "instances", "formats", "policy", "reporters", "config", "discovery",
        "pipeline", "rulekit", "drift",
    },
    "__main__": {"cli"},
    "__init__": {"model", "pipeline"},
}  # fmt: skip
"""Each floor with those below it that it may use; its own is always allowed."""


def imports(path):
    """(line, module) of every import of the package in a file, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("iacguard"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("iacguard"):
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}" if node.module == "iacguard" else node.module


def floor(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def module_of(path):
    return ".".join(("iacguard", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_imports_point_down(path):
    own = floor(module_of(path))
    assert own in FLOORS, f"{path} stands on no floor: add it to FLOORS, below what it uses"
    for line, module in imports(path):
        theirs = floor(module)
        if theirs in ("__version__", "__init__"):
            continue
        assert theirs == own or theirs in FLOORS[own], (
            f"{path}:{line}: {own} may not import {theirs}; move what is shared down"
        )


def named(path, types=True):
    """The modules that a file imports, at its top or within a function; without `types` not what only they name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING" and not types
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in left_out:
            for alias in node.names:
                yield node.module
                yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import) and id(node) not in left_out:
            yield from (alias.name for alias in node.names)


def runs(path):
    """The modules that code of a file imports."""
    return named(path, types=False)


def between(found):
    """The graph of modules, of what each path imports by `found`."""
    import networkx

    known = {module_of(path): set(found(path)) for path in MODULES}
    graph = {name: {m for m in found if m in known and m != name} for name, found in known.items()}
    for package in [name for name in graph if any(other.startswith(name + ".") for other in graph)]:
        for importing in graph.values():
            if any(other.startswith(package + ".") for other in importing):
                importing.discard(package)  # `from package.module import …` is about the module
    for importing in graph.values():
        importing.discard("iacguard")  # for its version alone: test_imports_point_down
    return networkx.DiGraph(graph)


def test_no_module_imports_itself_through_others():
    import networkx

    circles = list(networkx.simple_cycles(between(runs)))
    assert not circles, f"these import each other: {circles}"


RECURSIVE = ("iacguard.formats.terraform.", "iacguard.formats.cloudformation.", "iacguard.policy.cel.")
"""Evaluators, whose parts are handed what holds them all; elsewhere types form no circle either."""


def test_types_form_no_circle_outside_of_the_evaluators():
    import networkx

    for circle in networkx.strongly_connected_components(between(named)):
        within = any(all(module.startswith(package) for module in circle) for package in RECURSIVE)
        assert len(circle) == 1 or within, f"these name each other's types: {sorted(circle)}"


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_a_file_has_a_name_that_says_something_and_fits_a_reader(path):
    assert not re.fullmatch(r"utils?|helpers?|common|misc", path.stem), "where would its reader look?"
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, f"{path} is long: has it grown a second subject?"
    assert ast.get_docstring(ast.parse(text)), f"{path} does not say what it is"


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_a_function_fits_a_screen(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno - node.lineno < 60, f"{path}:{node.lineno} {node.name} is longer than a screen"


def test_each_test_file_has_a_name_of_its_own():
    names = Counter(path.name for path in Path(__file__).parent.rglob("test_*.py"))
    assert not [name for name, count in names.items() if count > 1], "pytest collects one of each name"
