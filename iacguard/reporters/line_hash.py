"""The hash by which GitHub code scanning knows an alert again: codeql-action's, to the bit.

The algorithm is that of `src/fingerprints.ts` in github/codeql-action: a polynomial rolling hash to the base 37 in 64
bits over the UTF-16 code units that follow a line's start, 100 of them, without blanks and tabs, every line break taken
as LF; after the text comes one 65535, then zeros. Lines of equal hash are told apart by their count.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import chain, repeat

from iacguard.model.source import Source

_WINDOW = 100
_BASE = 37
_MASK = (1 << 64) - 1
_LEAVING = pow(_BASE, _WINDOW, 1 << 64)
_END_OF_TEXT = 65535
_LF = 10


def line_hashes(source: Source, lines: Iterable[int]) -> dict[int, str]:
    """`hash:occurrence` for each of `lines` (counted from 1, any line break counting) that the source has."""
    wanted = set(lines)
    units = _units(source)
    starts = [0, *(index + 1 for index, unit in enumerate(units) if unit == _LF)]
    starts = starts[: max(wanted, default=0)]
    hashes: dict[int, str] = {}
    seen: dict[int, int] = {}
    line = 0
    value = 0
    entering = chain(units, repeat(0))
    leaving = chain(repeat(0, _WINDOW), units, repeat(0))
    for index, (new, old) in enumerate(zip(entering, leaving, strict=False), 1 - _WINDOW):
        if line == len(starts):
            break
        value = (_BASE * value + new - _LEAVING * old) & _MASK
        if index == starts[line]:
            line += 1
            seen[value] = seen.get(value, 0) + 1
            if line in wanted:
                hashes[line] = f"{value:x}:{seen[value]}"
    return hashes


def _units(source: Source) -> array[int]:
    text = ("\ufeff" if source.marked else "") + source.text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    units = array("H")
    units.frombytes(text.encode("utf-16-le", "surrogatepass"))
    if array("H", b"\x01\x00")[0] != 1:
        units.byteswap()
    units.append(_END_OF_TEXT)
    return units
