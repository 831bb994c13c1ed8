"""Every function and macro: what it takes, what it gives, what it is for. The checker and docs/cel.md read this."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from iacguard.policy.cel import statics
from iacguard.policy.cel.statics import Static

SECTIONS: dict[str, str] = {
    "Functions that see the graph": """
ref(dyn) -> dyn | the resource that a value refers to; null for null, unknown where it points outside of these files
linked(dyn, string) -> list(dyn) | resources of a type that refer to this one, or that it refers to
resources(string) -> list(dyn) | all resources of a type
instance(string) -> dyn | the facts of an instance type: `instance(resource.instance_type).gpus`
""",
    "Texts": """
string.startsWith(string) -> bool | whether it begins so; null begins with nothing
string.endsWith(string) -> bool | whether it ends so
string.contains(string) -> bool | whether the other stands in it
string.matches(string) -> bool | whether a regular expression matches anywhere in it
matches(string, string) -> bool | the same, written as a function
string.charAt(int) -> string | the character at a position; empty at the very end
string.indexOf(string, int?) -> int | where the other stands first, from a position on; -1 for nowhere
string.lastIndexOf(string, int?) -> int | where the other stands last, up to a position; -1 for nowhere
string.lowerAscii() -> string | A to Z in lower case
string.upperAscii() -> string | a to z in upper case
string.replace(string, string, int?) -> string | each place of one text with another; at most so many
string.split(string, int?) -> list(string) | the parts between a separator; at most so many
string.substring(int, int?) -> string | from a position to the end, or to another position
string.trim() -> string | without blanks on both sides
string.reverse() -> string | backwards
list(string).join(string?) -> string | one after the other, with a separator between them
string.format(list(dyn)) -> string | `%s %d %f %e %x %X %o %b` filled with values
strings.quote(string) -> string | in double quotes, with escapes
""",
    "Conversions": """
int(int) -> int
int(uint) -> int
int(double) -> int
int(string) -> int
int(timestamp) -> int | a whole number; of a double the part before the point, of a timestamp seconds since 1970
uint(uint) -> uint
uint(int) -> uint
uint(double) -> uint
uint(string) -> uint | a whole number without a sign
double(double) -> double
double(int) -> double
double(uint) -> double
double(string) -> double | a number with a fraction
string(string) -> string
string(bool) -> string
string(int) -> string
string(uint) -> string
string(double) -> string
string(bytes) -> string
string(timestamp) -> string
string(duration) -> string
string(net.IP) -> string
string(net.CIDR) -> string | as a text
bytes(bytes) -> bytes
bytes(string) -> bytes | a text as UTF-8
bool(bool) -> bool
bool(string) -> bool | of true, True, TRUE, t, 1 and their opposites
timestamp(timestamp) -> timestamp
timestamp(string) -> timestamp
timestamp(int) -> timestamp | of `2027-01-31T00:00:00Z`, or of seconds since 1970
duration(duration) -> duration
duration(string) -> duration
duration(int) -> duration | of `1h30m`, `90s`, `1.5s`, `100ms`, or of seconds
dyn(A) -> dyn | the value itself; the checker lets it be anything
type(A) -> type(A) | its type, to be compared with `string`, `list`, `map` and the others
""",
    "Lists, maps and sets": """
size(string) -> int
size(bytes) -> int
size(list(A)) -> int
size(map(A, B)) -> int
string.size() -> int
bytes.size() -> int
list(A).size() -> int
map(A, B).size() -> int | characters, bytes, elements, keys; null has none
list(A).sort() -> list(A) | in order
list(A).distinct() -> list(A) | without repetitions
list(A).flatten(int?) -> list(dyn) | inner lists unpacked, to a depth
list(A).reverse() -> list(A) | from the end
list(A).slice(int, int) -> list(A) | from one position to before another
list(A).first() -> optional_type(A) | the first element
list(A).last() -> optional_type(A) | the last element
lists.range(int) -> list(int) | 0 to before a number
sets.contains(list(A), list(A)) -> bool | whether all of the second are in the first
sets.intersects(list(A), list(A)) -> bool | whether any of the second is in the first
sets.equivalent(list(A), list(A)) -> bool | whether each contains the other
""",
    "Numbers": """
math.greatest(number...) -> number
math.greatest(list(number)) -> number | the greatest
math.least(number...) -> number
math.least(list(number)) -> number | the least
math.ceil(double) -> double | up to a whole number
math.floor(double) -> double | down to a whole number
math.round(double) -> double | to the nearest, halves away from zero
math.trunc(double) -> double | without the fraction
math.abs(int) -> int
math.abs(uint) -> uint
math.abs(double) -> double | without its sign
math.sign(int) -> int
math.sign(uint) -> uint
math.sign(double) -> double | -1, 0 or 1
math.sqrt(number) -> double | the square root; NaN of a negative number
math.isInf(double) -> bool | whether it is infinite
math.isNaN(double) -> bool | whether it is not a number
math.isFinite(double) -> bool | whether it is neither
math.bitAnd(int, int) -> int
math.bitAnd(uint, uint) -> uint
math.bitOr(int, int) -> int
math.bitOr(uint, uint) -> uint
math.bitXor(int, int) -> int
math.bitXor(uint, uint) -> uint
math.bitNot(int) -> int
math.bitNot(uint) -> uint
math.bitShiftLeft(int, int) -> int
math.bitShiftLeft(uint, int) -> uint
math.bitShiftRight(int, int) -> int
math.bitShiftRight(uint, int) -> uint | bits
""",
    "Times": """
timestamp.getFullYear(string?) -> int | the year, in UTC or a time zone like `Europe/Paris` or `+01:00`
timestamp.getMonth(string?) -> int | the month from 0
timestamp.getDate(string?) -> int | the day of the month from 1
timestamp.getDayOfMonth(string?) -> int | the day of the month from 0
timestamp.getDayOfWeek(string?) -> int | the day of the week, Sunday is 0
timestamp.getDayOfYear(string?) -> int | the day of the year from 0
timestamp.getHours(string?) -> int
duration.getHours() -> int | the hour; of a duration all of its hours
timestamp.getMinutes(string?) -> int
duration.getMinutes() -> int | the minute; of a duration all of its minutes
timestamp.getSeconds(string?) -> int
duration.getSeconds() -> int | the second; of a duration all of its seconds
timestamp.getMilliseconds(string?) -> int
duration.getMilliseconds() -> int | the thousandths of its last second
""",
    "Regular expressions": """
regex.extract(string, string) -> optional_type(string) | what a pattern finds first, or its group
regex.extractAll(string, string) -> list(string) | all that a pattern finds, or its groups
regex.replace(string, string, string, int?) -> string | what a pattern finds with another text, `\\1` is its first group
""",
    "Addresses": """
ip(string) -> net.IP
ip(net.IP) -> net.IP | an IP address
cidr(string) -> net.CIDR
cidr(net.CIDR) -> net.CIDR | a network: `10.0.0.0/8`
isIP(string) -> bool | whether it is an address
isCIDR(string) -> bool | whether it is a network
ip.isCanonical(string) -> bool | whether it is written the one short way
net.IP.family() -> int | 4 or 6
net.IP.isUnspecified() -> bool | 0.0.0.0 or ::
net.IP.isLoopback() -> bool | 127.0.0.0/8 or ::1
net.IP.isGlobalUnicast() -> bool | none of the other kinds
net.IP.isLinkLocalUnicast() -> bool | 169.254.0.0/16 or fe80::/10
net.IP.isLinkLocalMulticast() -> bool | 224.0.0.0/24 or ff02::/16
net.CIDR.containsIP(string) -> bool
net.CIDR.containsIP(net.IP) -> bool | whether an address lies in it
net.CIDR.containsCIDR(string) -> bool
net.CIDR.containsCIDR(net.CIDR) -> bool | whether a network lies in it
net.CIDR.ip() -> net.IP | its address
net.CIDR.masked() -> net.CIDR | with the bits behind the prefix zero
net.CIDR.prefixLength() -> int | the number behind the slash
""",
    "Optional values": """
optional.of(A) -> optional_type(A) | a value that is there
optional.none() -> optional_type(A) | one that is not
optional.ofNonZeroValue(A) -> optional_type(A) | there, unless null, zero, false or empty
optional.unwrap(list(optional_type(A))) -> list(A)
list(optional_type(A)).unwrapOpt() -> list(A) | the values that are there
optional_type(A).hasValue() -> bool | whether it is there
optional_type(A).value() -> A | the value; an error where there is none
optional_type(A).orValue(A) -> A | the value, or another one
optional_type(A).or(optional_type(A)) -> optional_type(A) | itself, or another one where it is not there
""",
    "Encodings": """
base64.encode(bytes) -> string | bytes as base64
base64.decode(string) -> bytes | the inverse
""",
}
"""By section, one signature a line; a description belongs to all lines above it that have none."""

OPERATORS = """
_+_(int, int) -> int
_+_(uint, uint) -> uint
_+_(double, double) -> double
_+_(string, string) -> string
_+_(bytes, bytes) -> bytes
_+_(list(A), list(A)) -> list(A)
_+_(timestamp, duration) -> timestamp
_+_(duration, timestamp) -> timestamp
_+_(duration, duration) -> duration
_-_(int, int) -> int
_-_(uint, uint) -> uint
_-_(double, double) -> double
_-_(timestamp, duration) -> timestamp
_-_(timestamp, timestamp) -> duration
_-_(duration, duration) -> duration
_*_(int, int) -> int
_*_(uint, uint) -> uint
_*_(double, double) -> double
_/_(int, int) -> int
_/_(uint, uint) -> uint
_/_(double, double) -> double
_%_(int, int) -> int
_%_(uint, uint) -> uint
-_(int) -> int
-_(double) -> double
-_(duration) -> duration
"""
_NAMES = {
    "dyn": statics.DYN, "bool": statics.BOOL, "int": statics.INT, "uint": statics.UINT, "double": statics.DOUBLE,
    "number": statics.NUMBER, "string": statics.STRING, "bytes": statics.BYTES, "timestamp": statics.TIMESTAMP,
    "duration": statics.DURATION,
}  # fmt: skip
_RECEIVER = re.compile(r"(?:[a-z_]+\(.*\)|net\.(?:IP|CIDR)|(?:string|bytes|timestamp|duration))\.(?=\w+$)")


class Overload(NamedTuple):
    """One way to call a function: the types of its arguments, the receiver first, and of its result.

    Equal letters are equal types. With `many` the last parameter may be repeated.
    """

    params: tuple[Static, ...]
    result: Static
    least: int
    many: bool = False
    text: str = ""


@cache
def overloads() -> dict[str, tuple[Overload, ...]]:
    """The ways to call each function, by its full name; a dot in front where it stands after its receiver."""
    out: dict[str, tuple[Overload, ...]] = {}
    for text in (*SECTIONS.values(), OPERATORS):
        for line in text.strip().splitlines():
            signature = line.partition(" | ")[0].strip()
            name, overload = read(signature)
            out[name] = (*out.get(name, ()), overload)
    return out


def read(signature: str) -> tuple[str, Overload]:
    """A line of the table: the function's name and the overload."""
    call, _, result = signature.partition(" -> ")
    depth, at = 1, len(call) - 1
    while depth:
        at -= 1
        depth += (call[at] == ")") - (call[at] == "(")
    name, receiver = call[:at], []
    known = _RECEIVER.match(name)
    if known is not None:
        receiver = [_type(known[0][:-1])]
        name = "." + name[known.end() :]
    params = [param for param in _split(call[at + 1 : -1]) if param]
    least = len(receiver) + sum(1 for param in params if not param.endswith("?"))
    kinds = tuple(receiver + [_type(param.removesuffix("...").removesuffix("?")) for param in params])
    many = any(param.endswith("...") for param in params)
    return name, Overload(kinds, _type(result), least, many, signature)


def _split(text: str) -> list[str]:
    out, depth, start = [], 0, 0
    for at, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if mark == "," and not depth:
            out.append(text[start:at].strip())
            start = at + 1
    return [*out, text[start:].strip()]


def _type(text: str) -> Static:
    text = text.strip()
    if text in _NAMES:
        return _NAMES[text]
    if len(text) == 1:
        return Static("var", text)
    if text.endswith(")"):
        name, _, inner = text[:-1].partition("(")
        return Static(name, *(_type(part) for part in _split(inner)))
    return Static(text)
