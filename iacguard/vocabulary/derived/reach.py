"""The buckets that the roles of machine learning are allowed by name: read once a world, asked for each bucket."""

from __future__ import annotations

import fnmatch
import re

from iacguard.model.value import Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, force
from iacguard.vocabulary.derived.uses import BUCKET, name_of, uses
from iacguard.vocabulary.lens import Lens, RootView

ARN_OF_BUCKET = "arn:aws:s3:::"


def reached(view: RootView, world: World) -> Value:
    """Whether a role of machine learning is allowed something on this bucket by name; points at what says so.

    What holds in no world in particular is asked first, as it is the same for most buckets.
    """
    lens = view.lens
    always: Reach | None = lens.memo.get("reach")
    if always is None:
        always = lens.memo["reach"] = Reach(lens, EMPTY)
    found = always.of(view)
    if not world or not isinstance(found.data, Unknown):
        return found
    here: Reach | None = world.memo.get((id(lens), "reach"))
    if here is None:
        here = world.memo[id(lens), "reach"] = Reach(lens, world)
    return here.of(view)


class Reach:
    """What the roles of machine learning are allowed in one world.

    `sure` and `perhaps` are by the identity of a bucket and by its name, and hold what says so; `anywhere` is what may
    allow any bucket, and `begun` what may allow those whose ARN goes on from it; `names` tells whether some are told by
    name, so that one whose name is not known may be meant.
    """

    def __init__(self, lens: Lens, world: World) -> None:
        self.world = world
        self.graph = lens.graph
        self.sure: dict[int | str, Value] = {}
        self.perhaps: dict[int | str, Value] = {}
        self.anywhere: Value | None = None
        self.begun: dict[str, Value] = {}
        self.names = False
        for role in lens.graph.by_type.get("aws_iam_role", ()):
            whens = [force(when, world) for when in uses(lens).roles.get(id(role), ())]
            runs = next((when for when in whens if when.data is True), None) or next(
                (when for when in whens if when.data is not False), None
            )
            if runs is not None:
                self._statements(force(lens.ask(role, "statements", world), world), None if runs.data is True else runs)

    def of(self, view: RootView) -> Value:
        """Whether a bucket is allowed."""
        name = name_of(view, self.world)
        keys = [id(view.resource), *([name.data] if isinstance(name.data, str) else [])]
        said = next((self.sure[key] for key in keys if key in self.sure), None)
        if said is not None:
            return Value(True, said.span)
        unsure = next((self.perhaps[key] for key in keys if key in self.perhaps), None)
        if unsure is None and self.names and isinstance(name.data, Unknown):
            unsure = name
        if unsure is None:
            unsure = next((said for begin, said in self.begun.items() if _may_name(begin, name)), None)
        return unsure or self.anywhere or Value(False, view.resource.span)

    def _statements(self, statements: Value, doubt: Value | None) -> None:
        data = statements.data
        if not isinstance(data, Seq):
            self.anywhere = self.anywhere or statements
            return
        for entry in data.items:
            self._statement(force(entry, self.world), doubt)
        for possible in data.maybe:
            why = force(possible.why, self.world)
            if why.data is not False:
                self._statement(force(possible.value, self.world), why)
        if data.rest is not None:
            self.anywhere = self.anywhere or Value(data.rest, statements.span)

    def _statement(self, statement: Value, doubt: Value | None) -> None:
        inside = statement.data
        if not hasattr(inside, "select"):
            if isinstance(inside, Unknown):
                self.anywhere = self.anywhere or statement
            return
        effect = force(inside.select("effect", statement, self.world), self.world)
        if effect.data != "Allow":
            if not isinstance(effect.data, Unknown):
                return
            doubt = doubt or effect
        if not _may_be_of_s3(force(inside.select("actions", statement, self.world), self.world), self.world):
            return
        resources = force(inside.select("resources", statement, self.world), self.world)
        data = resources.data
        if isinstance(data, Seq):
            for entry in data.items:
                self._target(force(entry, self.world), doubt)
            data = data.rest
        if isinstance(data, Unknown):
            self.anywhere = self.anywhere or Value(data, resources.span)

    def _target(self, target: Value, doubt: Value | None) -> None:
        keys: list[int | str] = [id(one) for reference in target.refs for one in self.graph.resolve(reference)]
        if not keys:
            if not isinstance(target.data, str):
                self._unknown(target)
                return
            keys = [*BUCKET.findall(target.data)]
            self.names = self.names or bool(keys)
        for key in keys:
            (self.sure if doubt is None else self.perhaps).setdefault(key, doubt or target)

    def _unknown(self, target: Value) -> None:
        if isinstance(target.data, Unknown) and target.data.prefix:
            self.begun.setdefault(re.sub(r"\Aarn:[\w-]+:", "arn:aws:", target.data.prefix), target)
        else:
            self.anywhere = self.anywhere or target


def _may_name(begin: str, name: Value) -> bool:
    """Whether an ARN that begins like this may be that of a bucket, whose name is known or not."""
    arn = ARN_OF_BUCKET + (name.data if isinstance(name.data, str) else "")
    return arn.startswith(begin) or begin.startswith(arn)


def _may_be_of_s3(actions: Value, world: World) -> bool:
    """Whether some action of a statement is, or may be, one of S3; without actions it names those it is not about."""
    data = actions.data
    if not isinstance(data, Seq) or data.maybe or data.rest is not None or not data.items:
        return True
    return any(_is_of_s3(force(item, world).data) for item in data.items)


def _is_of_s3(action: object) -> bool:
    text = action.prefix if isinstance(action, Unknown) else action
    if not isinstance(text, str):
        return True
    service, colon, _ = text.lower().partition(":")
    if isinstance(action, Unknown) and not colon:
        return "*" in service or "s3".startswith(service)
    return fnmatch.fnmatchcase("s3", service)
