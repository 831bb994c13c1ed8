"""Random programs in batches: what Terraform plans, and what it makes of them in the end, against what we evaluate."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import oracle_ours
import oracle_terraform
from oracle_cases import HERE, known
from oracle_random import Program
from oracle_wide import Wide

from iacguard.formats.terraform.instance import ModuleInstance
from iacguard.model.value import Choice, Error, Map, Seq, Unknown, Value

RECORDED = HERE / "random.json"
UNKNOWN = 'resource terraform_data later { input = "x" }\n'


WIDE = 1_000_000
"""The first seed of the programs of more shapes."""

KEPT = [*range(100), *range(WIDE, WIDE + 50)]
"""The seeds whose outcomes are recorded."""


def program(seed: int) -> Program:
    """The program of a seed."""
    return Wide(seed) if seed >= WIDE else Program(seed)


def add(files: dict[str, str], seed: int, program: Program) -> None:
    """Put a program into a root; some of its arguments are known after apply alone."""
    lines, later = [], ""
    for number, (name, text) in enumerate(program.arguments.items()):
        late = (seed + number) % 3 == 0
        lines.append(f"  {name} = {f'terraform_data.p{seed}_{name}.output' if late else text}\n")
        later += f"resource terraform_data p{seed}_{name} {{\n  input = {text}\n}}\n" if late else ""
    call = f'module p{seed} {{\n  source = "./p{seed}"\n{"".join(lines)}}}\n'
    files[f"p{seed}.tf"] = f"{later}{call}output p{seed} {{\n  sensitive = true\n  value = module.p{seed}\n}}\n"
    files.update((f"p{seed}/{path}", text) for path, text in program.files.items())


Refusals = dict[int, list[str]]
"""What Terraform says of the programs that it refuses."""
Outcomes = tuple[dict[str, Any], dict[str, Any], Refusals, dict[int, list[str]]]
"""Planned answers and final values by output of the root, refusals, and the outputs that were left out."""


def outcomes(programs: Mapping[int, Program]) -> Outcomes:
    """Planned answers and final values of the programs' outputs, what Terraform refuses, and the outputs left out.

    An output in which something is wrong is left out of its program; any other fault costs the program. Where
    Terraform crashes, halves of the programs are tried until those that bring it down are found; they are refused.
    """
    try:
        return _outcomes(programs)
    except oracle_terraform.CrashError:
        seeds = list(programs)
        if len(seeds) == 1:
            return {}, {}, {seeds[0]: []}, {}
        halves = seeds[: len(seeds) // 2], seeds[len(seeds) // 2 :]
        one, other = (outcomes({seed: programs[seed] for seed in half}) for half in halves)
        return one[0] | other[0], one[1] | other[1], one[2] | other[2], one[3] | other[3]


def _outcomes(programs: Mapping[int, Program]) -> Outcomes:
    left, refused, dropped = dict(programs), Refusals(), dict[int, list[str]]()
    while True:
        files = {"main.tf": UNKNOWN}
        for seed, program in left.items():
            add(files, seed, program)
        answers, final, errors, late = _run(files)
        if not errors:
            return answers, final, refused, dropped
        for seed, place, text in _blamed(errors):
            name = left[seed].output_at(place) if seed in left and place else ""
            if name:
                left[seed].drop(name)
                allowed = late or any(phrase in text for phrase in _ALLOWED)
                dropped.setdefault(seed, []).extend([] if allowed else [name])
            elif seed in left:
                refused.setdefault(seed, []).extend([] if late else [text])
        for seed in refused:
            left.pop(seed, None)


def _run(files: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any], list[Any], bool]:
    """Plan and apply a root: answers and final values by output, or errors, and whether they came while applying."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        oracle_terraform.write(directory, files)
        if oracle_terraform.run(directory, "init", "-input=false").returncode != 0:
            valid = oracle_terraform.run(directory, "validate", "-json")
            return {}, {}, json.loads(valid.stdout)["diagnostics"], False
        planned, errors = oracle_terraform.plan(directory)
        if planned is None:
            return {}, {}, errors, False
        answers = {name: oracle_terraform.answer(planned, name) for name in planned.get("output_changes", {})}
        applied = oracle_terraform.run(directory, "apply", "-json", "-input=false", "plan.bin")
        if applied.returncode != 0:
            messages = [json.loads(line) for line in applied.stdout.splitlines()]
            return {}, {}, [m["diagnostic"] for m in messages if m.get("@level") == "error"], True
        final = oracle_terraform.loads(oracle_terraform.run(directory, "output", "-json").stdout)
        return answers, {name: found["value"] for name, found in final.items()}, [], False


def _blamed(errors: list[Any]) -> Iterator[tuple[int, int, str]]:
    """The program, the line of its main file (0: somewhere else) and the words of each error."""
    for error in errors:
        place = error.get("range")
        text = f"{error['summary']}: {error['detail']}"
        where = place["filename"] if place else f"{text} {error.get('address', '')}"
        seed = int(re.findall(r"\bp(\d+)(?=[/._]|\b)", where)[0])
        yield seed, place["start"]["line"] if place and where == f"p{seed}/main.tf" else 0, text


def asked(seeds: list[int]) -> Outcomes:
    """What Terraform makes of the programs of some seeds."""
    return outcomes({seed: program(seed) for seed in seeds})


def recorded(seeds: list[int]) -> Outcomes:
    """What it made of them when it was last asked; only of those in `KEPT`."""
    known = json.loads(RECORDED.read_text())
    rows = {seed: known[str(seed)] for seed in seeds}
    answers = {f"p{seed}": row["answer"] for seed, row in rows.items() if "answer" in row}
    final = {f"p{seed}": row["final"] for seed, row in rows.items() if "final" in row}
    refused = {seed: row["refused"] for seed, row in rows.items() if "refused" in row}
    return answers, final, refused, {seed: row.get("dropped", []) for seed, row in rows.items()}


def record(seeds: list[int]) -> dict[str, Any]:
    """The outcomes of some seeds as they are written down."""
    answers, final, refused, dropped = asked(seeds)
    rows: dict[str, Any] = {}
    for seed in seeds:
        name = f"p{seed}"
        row = {"answer": answers.get(name), "final": final.get(name), "refused": refused.get(seed)}
        rows[str(seed)] = {key: part for key, part in {**row, "dropped": dropped.get(seed)}.items() if part is not None}
    return rows


def check(seeds: list[int], ask: Callable[[list[int]], Outcomes] = asked) -> Iterator[str]:
    """Every disagreement over the programs of some seeds."""
    answers, final, refused, dropped = ask(seeds)
    files = {"main.tf": UNKNOWN}
    for seed in seeds:
        add(files, seed, program(seed))
    instance = oracle_ours.root(files)
    for seed in seeds:
        if seed in refused:
            yield from _refusal(seed, refused[seed])
            continue
        name = f"p{seed}"
        value = instance.output(name, instance.module.outputs[name])
        alone = oracle_ours.root(_unset(program(seed).files))
        text = "".join(program(seed).files.values())
        for output in dropped.get(seed, ()):
            ours = _output(value, output)
            if not _wrong(instance, seed, output) and not _only_validating(seed, f".{output}"):
                yield f"seed {seed} {output}: Terraform refuses it, we say {shown(ours)}"
        for output, wanted in final[name].items():
            ours, where = _output(value, output), f"seed {seed} {output}"
            planned = _planned(answers[name], output)
            if not _came_true(*planned, wanted):
                continue
            sets, slices = "set(" in text or "setu" in text, "try(slice(" in text
            yield from (f"{where}: {why}" for why in differs(ours, wanted, planned, sets, slices))
            apart = alone.output(output, alone.module.outputs[output])
            if "null" not in program(seed).arguments.values() and not admits(apart, wanted, typed=False):
                yield f"{where}: without inputs we say {shown(apart)}, it is {wanted!r}"


def _unset(files: Mapping[str, str]) -> dict[str, str]:
    """The files of a program whose variables have no defaults."""
    return {**files, "main.tf": re.sub(r"^  default = .*\n", "", files["main.tf"], flags=re.MULTILINE)}


def _wrong(instance: ModuleInstance, seed: int, output: str) -> bool:
    """Whether we report something in the lines of an output."""
    own = program(seed)
    faults = [*instance.root.diagnostics, *instance.root.modules.load(f"p{seed}").diagnostics]
    faults = [fault for fault in faults if fault.file == f"p{seed}/main.tf"]
    return any(fault.span is not None and own.output_at(fault.span.line) == output for fault in faults)


_ALLOWED = (
    "panic in function", "cannot be determined until apply", "depends on resource attributes that cannot",
    "This value does not have any attributes", "of any single type",
    "Can't access attributes on a primitive-typed value",
)  # fmt: skip
"""What we do not refuse: where Terraform itself is at fault, instances that are not known yet, checks by a schema."""


def _refusal(seed: int, errors: list[str]) -> Iterator[str]:
    """What Terraform refuses while planning we must report too."""
    if not errors:
        return
    own = {"main.tf": UNKNOWN}
    add(own, seed, program(seed))
    top = oracle_ours.root(own)
    top.root.load()
    [(_, instance)] = top.called(f"p{seed}", top.module.calls[f"p{seed}"]).instances
    root = top.root
    faults = [*root.diagnostics, *(d for directory in root.visited for d in root.modules.load(directory).diagnostics)]
    none = any(not getattr(instance.declared(*key), "instances", (1,)) for key in instance.module.resources)
    if faults or none or any(phrase in errors[0] for phrase in _ALLOWED):
        return
    if not _only_validating(seed, ""):
        yield f"seed {seed}: Terraform refuses: {errors[0][:300]}"


def _only_validating(seed: int, path: str) -> bool:
    """Whether Terraform refuses something only while it validates, when it takes every input for unknown.

    What `for` makes of an unknown object, say, is of no known type to it, and such a value in a tuple keeps the tuple
    from becoming a list, though with the inputs that there are nothing is wrong.
    """
    files = {"main.tf": UNKNOWN}
    add(files, seed, program(seed))
    return oracle_terraform.AVAILABLE and oracle_terraform.evaluates(files, f"module.p{seed}{path}")


def _output(value: Value, name: str) -> Value:
    data = value.data
    assert isinstance(data, Map)
    found = data.items.get(name)
    return found if found is not None else Value(Error("there is no such output"))


def _planned(answer: Any, name: str) -> tuple[Any, Any]:
    """What the plan says of one output: its known part, and the mask of what is not."""
    unknown = answer.get("unknown", False)
    if unknown is True:
        return None, True
    mask = unknown.get(name, False) if isinstance(unknown, dict) else False
    return (answer.get("value") or {}).get(name), mask


def differs(ours: Value, final: Any, planned: tuple[Any, Any], sets: bool, slices: bool) -> Iterator[str]:
    """What Terraform knows while planning we must know too; what we know must be so in the end.

    Not so where it `slices` what may be a list of which only the length is known: it panics, and `try` hides that.
    """
    if not admits(ours, final):
        yield f"we say {shown(ours)}, it is {final!r}"
        return
    answer = oracle_ours.answer(ours)
    if "error" in answer:
        yield f"we say {answer}, it is {final!r}"
        return
    if (sets and _may_coalesce(ours)) or _wrong_in_part(ours):
        return
    theirs, mask = planned
    if slices and answer.get("unknown"):
        return
    missed = list(_missed(answer.get("value"), answer.get("unknown", False), theirs, mask))
    if missed:
        yield f"Terraform knows {theirs!r} but for {mask!r}, we {answer!r} {missed[0]}"


def _came_true(theirs: Any, mask: Any, final: Any) -> bool:
    """Whether a plan holds; it does not where it lists a set whose elements are not all known."""
    if mask is True:
        return True
    if isinstance(theirs, dict) and isinstance(final, dict):
        return all(_came_true(part, oracle_ours.at(mask, name), final.get(name)) for name, part in theirs.items())
    if isinstance(theirs, list) and isinstance(final, list):
        parts = enumerate(zip(theirs, final, strict=False))
        return all(_came_true(part, oracle_ours.at(mask, n), wanted) for n, (part, wanted) in parts)
    return bool(theirs == final)


def _wrong_in_part(value: Value) -> bool:
    """Whether some decisions make a value an error, and with it unknown."""
    data = value.data
    return isinstance(data, Choice) and any(isinstance(option.data, Unknown) for option in data.options.values())


def _may_coalesce(value: Value) -> bool:
    """Whether something may come of a set with an unknown element, which Terraform lists as if it were another one.

    A number between bounds may be how many elements there are.
    """
    data = value.data
    if isinstance(data, Unknown):
        return (data.low is not None and data.high is not None) or data.why in _PLACELESS
    if isinstance(data, Choice):
        return any(map(_may_coalesce, data.options.values()))
    if isinstance(data, Seq):
        return bool(data.maybe) or data.rest is not None or any(map(_may_coalesce, data.items))
    return isinstance(data, Map) and (data.rest is not None or any(map(_may_coalesce, data.items.values())))


_PLACELESS = ("its position depends on an input", "how long it is depends on an input")


def _missed(value: Any, unknown: Any, theirs: Any, mask: Any) -> Iterator[str]:
    """Where Terraform knows a value and we do not."""
    if mask is True:
        return
    if unknown is True:
        if known({"unknown": mask}) is False or theirs is not None:
            yield "all of it"
        return
    if isinstance(theirs, dict) and isinstance(value, dict):
        for name in {*theirs, *(mask if isinstance(mask, dict) else ())}:
            holes = oracle_ours.at(unknown, name), oracle_ours.at(mask, name)
            yield from _missed(value.get(name), holes[0], theirs.get(name), holes[1])
    elif isinstance(theirs, list) and isinstance(value, list):
        for n, item in enumerate(theirs[: len(value)]):
            yield from _missed(value[n], oracle_ours.at(unknown, n), item, oracle_ours.at(mask, n))


def admits(value: Value, final: Any, typed: bool = True) -> bool:
    """Whether a value, as far as it is known, may turn out to be `final`.

    Without `typed` also where it is a text in the end: what stands beside a value without type may take its type.
    """
    data = value.data
    if isinstance(data, Unknown):
        return _may_be(data, final)
    if isinstance(data, Choice):
        return any(admits(option, final, typed) for option in data.options.values())
    if isinstance(data, Error):
        return False
    if isinstance(data, Map):
        if not isinstance(final, dict):
            return False
        if data.rest is None and set(final) - set(data.items.keys()):
            return False
        return all(admits(item, final.get(name), typed) for name, item in data.items.items())
    if isinstance(data, Seq):
        return isinstance(final, list) and _sequence(data, final, typed)
    found = oracle_ours.answer(value)
    if not typed and isinstance(final, str):
        found = {name: part if isinstance(part, str) else str(part).lower() for name, part in found.items()}
        return _unsigned(found.get("value", "")).lstrip("#") == _unsigned(final).lstrip("#")
    return "value" in found and _unsigned(found["value"]) == _unsigned(final)


def _unsigned(data: Any) -> Any:
    """Terraform has a zero below zero, which it writes `-0`; it is equal to zero."""
    return re.sub(r"-+0(?![\d.])", "0", data) if isinstance(data, str) else data


def _sequence(data: Seq, final: list[Any], typed: bool) -> bool:
    if data.rest is None and not data.maybe and type(data).__name__ != "SetOf":
        pairs = zip(data.items, final, strict=False)
        return len(data.items) == len(final) and all(admits(item, wanted, typed) for item, wanted in pairs)
    if data.rest is None and len(final) > len(data.items) + len(data.maybe):
        return False
    return all(any(admits(item, wanted, typed) for wanted in final) for item in data.items)


def _may_be(data: Unknown, final: Any) -> bool:
    if final is None:
        return not data.not_null
    size: Any = len(final) if isinstance(final, (list, dict)) else None
    if isinstance(final, str) and final.startswith("#"):
        size = float(final[1:])
    if size is not None and (
        (data.low is not None and size < data.low) or (data.high is not None and size > data.high)
    ):
        return False
    if data.prefix and not (isinstance(final, str) and final.startswith(data.prefix)):
        return False
    wanted = _KINDS.get(str(data.type)) if data.type else None
    return wanted is None or isinstance(final, wanted)


_KINDS: dict[str, type] = {
    "string": str, "number": str, "bool": bool, "list": list, "set": list, "tuple": list, "map": dict, "object": dict,
}  # fmt: skip


def shown(value: Value) -> str:
    """A value for a person to read."""
    return repr(value.data)[:300]
