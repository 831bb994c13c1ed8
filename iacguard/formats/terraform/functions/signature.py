"""What a function is: its parameters, its result, and what happens to arguments that are wrong, null or unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from iacguard.formats.terraform.functions.known import UnknownError, loose, marks_below
from iacguard.formats.terraform.values.conversion import convert
from iacguard.formats.terraform.values.types import ANY, Null, Type, placed, type_of
from iacguard.formats.terraform.values.weight import Limit
from iacguard.model.combine import first_error, first_unknown, made, refs_of
from iacguard.model.graph import walk
from iacguard.model.value import NO_MARKS, Error, Map, Reference, Seq, Unknown, Value

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


class LimitError(FunctionError):
    """More than a function here takes, though Terraform may take it."""


class MissingFile(Error):  # noqa: N818 (data of a value, never raised)
    """What fails because something is not in these files: noted, but no fault of who wrote them."""

    __slots__ = ()


class MissingError(FunctionError):
    """Something that is not in these files, though it may be there when Terraform runs."""


class Parameter(NamedTuple):
    """An argument's type, and what the function itself deals with: null, unknown values, marks.

    `open` arguments may also be collections of which only a part is known, or be of a type that is not known. Marks of
    an argument and of all in it go to the result; of a `marked` one only those of its own, of a `bare` one none.
    """

    type: Type
    null: bool = False
    unknown: bool = False
    marked: bool = False
    bare: bool = False
    open: bool = False


def takes(type: Type, flags: str = "") -> Parameter:
    """A parameter; flags are n (null), u (unknown), m (marked), b (bare), o (open)."""
    return Parameter(type, *(flag in flags for flag in "numbo"))


Result = Type | Callable[[Sequence[Value]], Type]


def all_refs(args: Sequence[Value]) -> tuple[Reference, ...]:
    """The references in what a text is made of, however deep they are."""
    return tuple(dict.fromkeys(reference for arg in args for part in walk(arg) for reference in part.refs))


class Function(NamedTuple):
    """A function.

    `work` gets the Context (where `contextual`) and the converted arguments as Values, and returns a Value or data.
    `result` is the type of what it returns, or works it out of the arguments; it also raises FunctionError for
    arguments whose types are wrong. `least` arguments there must be, the last parameter repeats if `many`. `lazy`
    functions get arguments with Choices in them.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: Result
    work: Callable[..., Any]
    many: bool = False
    least: int = -1
    not_null: bool = True
    contextual: bool = False
    lazy: bool = False

    def call(self, args: Sequence[Value], context: Context) -> Value:
        """The result, with the references and marks of the arguments."""
        e = context.call
        error = first_error(args)
        if error is not None:
            return made(error, e, args)
        try:
            parameters = self._parameters(len(args))
            converted = [self._converted(n, p, arg) for n, (p, arg) in enumerate(zip(parameters, args, strict=True), 1)]
            marks = self._marks(parameters, converted)
            result = self._result(parameters, converted, context)
        except MissingError as problem:
            return made(MissingFile(f"{self.name}: {problem}"), e, args)
        except LimitError as problem:
            return made(Limit(f"{self.name}: {problem}"), e, args)
        except FunctionError as problem:
            return made(Error(f"{self.name}: {problem}"), e, args)
        except (ValueError, TypeError, OverflowError, IndexError, KeyError, ArithmeticError, RecursionError) as problem:
            return made(Error(f"{self.name}: {str(problem) or type(problem).__name__}"), e, args)
        refs = refs_of([*args, result])
        origin = result if result.span is not None else args[0] if len(args) == 1 else None
        return placed(result, e, refs, origin, marks | result.marks)

    def _result(self, parameters: Sequence[Parameter], args: list[Value], context: Context) -> Value:
        type = ANY
        try:
            why = self._undecided(parameters, args)
            if why is not None:
                type = self._type([_unmeasured(arg) for arg in args])
                raise UnknownError(why)
            type = self.result if isinstance(self.result, Type) else self.result(args)
            if not all(p.unknown for p in parameters):
                rows = zip(parameters, args, strict=True)
                why = first_unknown([arg for p, arg in rows if not p.unknown])
                if why is not None:
                    raise UnknownError(why)
            found = self.work(context, *args) if self.contextual else self.work(*args)
            if isinstance(found, (str, Unknown)):
                return Value(found, refs=all_refs(args))
        except UnknownError as later:
            found = self.unknown(later.why, type)
        if isinstance(found, Value):
            return found
        return Null(type) if found is None and type != "any" else Value(found)

    def _type(self, args: Sequence[Value]) -> Type:
        """The type of a result that is not known; raises FunctionError where the types of the arguments are wrong."""
        if isinstance(self.result, Type):
            return self.result
        return ANY if any(arg.data is not None and type_of(arg) == "any" for arg in args) else self.result(args)

    def unknown(self, why: Unknown, type: Type) -> Unknown:
        """A result that is not known."""
        return Unknown(why.why, None, None if type == "any" else type, self.not_null)

    def _undecided(self, parameters: Sequence[Parameter], args: Sequence[Value]) -> Unknown | None:
        """An argument of which even the type, or how much there is of it, is not known."""
        for parameter, arg in zip(parameters, args, strict=True):
            if arg.data is None or parameter.open:
                continue
            data = arg.data
            if isinstance(data, Unknown):
                if type_of(arg) == "any":
                    return data
            elif isinstance(data, (Seq, Map)) and (why := loose(arg)) is not None:
                return why
        return None

    def _parameters(self, count: int) -> Sequence[Parameter]:
        most = len(self.parameters)
        least = self.least if self.least >= 0 else most - self.many
        if count < least or (count > most and not self.many):
            wanted = f"{least} or more" if self.many else str(least) if least == most else f"{least} to {most}"
            raise FunctionError(f"takes {wanted} argument{'' if wanted == '1' else 's'}, not {count}")
        if count <= most:
            return self.parameters[:count]
        return [*self.parameters, *[self.parameters[-1]] * (count - most)]

    def _converted(self, number: int, parameter: Parameter, arg: Value) -> Value:
        found = arg if parameter.type is ANY else convert(arg, parameter.type)
        if isinstance(found.data, Error):
            raise FunctionError(f"argument {number}: {found.data.why}")
        if found.data is None and not parameter.null:
            raise FunctionError(f"argument {number} cannot be null")
        return found

    def _marks(self, parameters: Sequence[Parameter], args: Sequence[Value]) -> frozenset[str]:
        """The marks of the arguments that go to the result."""
        marks = NO_MARKS
        for parameter, arg in zip(parameters, args, strict=True):
            if not parameter.bare:
                marks |= arg.marks if parameter.marked else marks_below(arg)
        return marks


def _unmeasured(value: Value) -> Value:
    """An unknown of its type instead of a collection of which it is not known how much there is."""
    why = loose(value)
    if why is None or isinstance(value.data, Unknown):
        return value
    return Value(Unknown(why.why, None, type_of(value), True), value.span)


def table(*functions: Function) -> dict[str, Function]:
    """Functions by name."""
    return {function.name: function for function in functions}


def texts(value: Value) -> list[str]:
    """The elements of a list of texts. Raises FunctionError for nulls, UnknownError for what is not known."""
    found = []
    for item in value.data.items:
        if isinstance(item.data, Unknown):
            raise UnknownError(item.data)
        if item.data is None:
            raise FunctionError("its elements cannot be null")
        found.append(item.data)
    return found


def whole(value: Value, what: str) -> int:
    """A whole number. Raises FunctionError for others."""
    if not isinstance(value.data, int):
        raise FunctionError(f"{what} must be a whole number")
    return value.data
