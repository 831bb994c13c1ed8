"""What every format takes and gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple, Protocol

from iacguard.model.graph import Hole, Resource
from iacguard.model.report import ERROR, Diagnostic, FileRecord, Finding, RuleInfo
from iacguard.model.tree import Tree
from iacguard.vocabulary.tables import Vocabulary


class Inputs(NamedTuple):
    """What a user says about the inputs of the templates; all of it optional.

    `variables` are `--var NAME=VALUE`, uninterpreted; `variable_files` (`--var-file`) and `parameter_files`
    (`--parameters`) are paths inside the tree, in the order given. `assume_any` ignores the defaults of inputs whose
    domain is known.
    """

    variables: tuple[tuple[str, str], ...] = ()
    variable_files: tuple[str, ...] = ()
    parameter_files: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    module_map: tuple[tuple[str, str], ...] = ()
    workspace: str = ""
    region: str = ""
    account: str = ""
    assume_any: bool = False


@dataclass(slots=True)
class Loaded:
    """What a format made of the files that it was given."""

    resources: list[Resource] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: list[FileRecord] = field(default_factory=list)

    def add(self, other: Loaded) -> None:
        """Take over what another load made."""
        self.resources += other.resources
        self.holes += other.holes
        self.diagnostics += other.diagnostics
        self.files += other.files


@contextmanager
def isolated(diagnostics: list[Diagnostic], path: str) -> Iterator[None]:
    """A fault of our own while something at `path` is read: said, and what stands beside it is read all the same."""
    where = path or "the root directory"
    try:
        yield
    except RecursionError:
        message = f"{where} is nested too deeply to be evaluated"
        diagnostics.append(Diagnostic(ERROR, "depth", message, path=path, cure="split it"))
    except Exception as error:
        import traceback

        at = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{PurePath(at.filename).name}:{at.lineno}"
        message = f"iacguard failed on {where}, which is not judged: {type(error).__name__}: {error} ({place})"
        diagnostics.append(Diagnostic(ERROR, "crash", message, path=path, cure="report this; it is our fault"))


class Linted(NamedTuple):
    """What another linter says of some files, and the rules by which it says so."""

    findings: list[Finding]
    rules: list[RuleInfo]
    diagnostics: list[Diagnostic]


class Format(Protocol):
    """What a module of `formats/` that is named in `ORDER` offers."""

    def load(self, tree: Tree, paths: Iterable[str], inputs: Inputs, vocabulary: Vocabulary) -> Loaded:
        """Resources of the named files and of what they need for context; never raises on bad input.

        Every path given comes back as a FileRecord: parsed, failed or skipped (with reason).
        """
        ...
