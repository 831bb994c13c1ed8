"""What functions share: signatures, and what happens to arguments that are wrong, null or unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from iacguard.formats.terraform.convert import to_bool, to_number, to_string
from iacguard.model.combine import first_error, first_unknown, made
from iacguard.model.value import Choice, Error, Map, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform import ast
    from iacguard.formats.terraform.evaluator import Scope
    from iacguard.formats.terraform.instance import ModuleInstance


class Context(NamedTuple):
    """Where a call stands: the module instance, the call, and its scope."""

    instance: ModuleInstance
    call: ast.Call
    scope: Scope


class FunctionError(Exception):
    """A wrong argument; the message becomes the diagnostic."""


class Function(NamedTuple):
    """A function: what each argument is, and what is worked out once none is unknown.

    `kinds` has a letter an argument: s text, n number, b bool, l list or set, m map or object, c collection, a any;
    a trailing * repeats the last, ? makes those after it optional. `lax` functions see unknown arguments themselves.
    """

    name: str
    kinds: str
    work: Callable[..., Any]
    result: str = ""
    lax: bool = False
    nulls: bool = False

    def call(self, args: Sequence[Value], context: Context) -> Value:
        """The result, with the references and marks of the arguments."""
        e = context.call
        try:
            prepared = self._prepare(args)
            error = first_error(prepared)
            if error is not None:
                return made(error, e, args)
            if not self.lax:
                unknown = first_unknown(prepared) or next((u for a in prepared if (u := partly(a)) is not None), None)
                if unknown is not None:
                    return made(Unknown(unknown.why, None, self.result or None, bool(self.result)), e, args)
            result = self.work(context, *prepared) if self.lax else self.work(*prepared)
        except FunctionError as problem:
            return made(Error(f"{self.name}: {problem}"), e, args)
        except (ValueError, TypeError, OverflowError, IndexError, KeyError, ArithmeticError) as error:
            return made(Error(f"{self.name}: {str(error) or type(error).__name__}"), e, args)
        if isinstance(result, Value):
            return Value(result.data, e, made(None, e, [*args, result]).refs, result.origin or result,
                         made(None, e, args).marks | result.marks, result.decoded)  # fmt: skip
        return made(result, e, args)

    def _prepare(self, args: Sequence[Value]) -> list[Value]:
        fixed, _, optional = self.kinds.replace("*", "").partition("?")
        least, most = len(fixed) - self.kinds.count("*"), len(fixed + optional)
        if len(args) < least or (len(args) > most and "*" not in self.kinds):
            wanted = str(least) if least == most else f"{least} or more" if "*" in self.kinds else f"{least} to {most}"
            raise FunctionError(f"takes {wanted} arguments, not {len(args)}")
        letters = (fixed + optional).ljust(len(args), (fixed + optional)[-1:] or "a")
        return [
            self._argument(letter, value, n) for n, (letter, value) in enumerate(zip(letters, args, strict=False), 1)
        ]

    def _argument(self, letter: str, value: Value, number: int) -> Value:
        data = value.data
        if isinstance(data, (Unknown, Error)):
            return value
        if data is None and not self.nulls:
            raise FunctionError(f"argument {number} cannot be null")
        if letter in "snb":
            made_ = {"s": to_string, "n": to_number, "b": to_bool}[letter](value)
            if isinstance(made_.data, Error):
                raise FunctionError(f"argument {number}: {made_.data.why}")
            return made_
        wrong = (
            (letter == "l" and not isinstance(data, Seq))
            or (letter == "m" and not isinstance(data, Map))
            or (letter == "c" and not isinstance(data, (Seq, Map)))
        )
        if wrong and data is not None:
            raise FunctionError(f"argument {number} is no {'map' if letter == 'm' else 'list'}")
        return value


def partly(value: Value) -> Unknown | None:
    """Why a collection is not wholly known, if it is not."""
    data = value.data
    if isinstance(data, Unknown):
        return data
    if isinstance(data, Choice):
        return Unknown("a part of it depends on an input")
    if isinstance(data, Seq):
        if data.rest is not None or data.maybe:
            return data.rest or Unknown("how long it is depends on an input")
        return next((u for item in data.items if (u := partly(item)) is not None), None)
    if isinstance(data, Map):
        if data.rest is not None:
            return data.rest
        return next((u for item in data.items.values() if (u := partly(item)) is not None), None)
    return None


def plain(value: Value) -> Any:
    """A wholly known value as Python's own data."""
    data = value.data
    if isinstance(data, Map):
        return {name: plain(item) for name, item in data.items.items()}
    return [plain(item) for item in data.items] if isinstance(data, Seq) else data


def lift(data: Any) -> Value:
    """The inverse of `plain`."""
    if isinstance(data, dict):
        return Value(Map({str(name): lift(item) for name, item in data.items()}))
    return Value(Seq([lift(item) for item in data])) if isinstance(data, (list, tuple)) else Value(data)


def table(*functions: Function) -> dict[str, Function]:
    """Functions by name."""
    return {function.name: function for function in functions}
