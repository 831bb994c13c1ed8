"""Random expressions of intrinsic functions over one template, for whoever can say what they are worth."""

from __future__ import annotations

from random import Random
from typing import Any

INPUTS = {"Env": ["dev", "prod"], "Spot": ["on", "off"]}
"""What no default decides, with the values that it may have."""

PARAMETERS: dict[str, Any] = {
    **{name: {"Type": "String", "AllowedValues": labels} for name, labels in INPUTS.items()},
    "Team": {"Type": "String", "Default": "ranking"},
    "Zones": {"Type": "CommaDelimitedList", "Default": "a,b,c"},
    "Count": {"Type": "Number", "Default": 2},
}
SECTIONS: dict[str, Any] = {
    "Parameters": PARAMETERS,
    "Mappings": {
        "Sizes": {
            "dev": {"Type": "ml.m5.large", "Subnets": ["s-1", "s-2"]},
            "prod": {"Type": "ml.p4d.24xlarge", "Subnets": ["s-3", "s-4"]},
        }
    },
    "Conditions": {
        "IsProd": {"Fn::Equals": [{"Ref": "Env"}, "prod"]},
        "IsSpot": {"Fn::Equals": [{"Ref": "Spot"}, "on"]},
        "Both": {"Fn::And": [{"Condition": "IsProd"}, {"Condition": "IsSpot"}]},
        "Neither": {"Fn::Not": [{"Fn::Or": [{"Condition": "IsProd"}, {"Condition": "IsSpot"}]}]},
    },
}
_OF = {"IsProd": {"Env"}, "IsSpot": {"Spot"}, "Both": {"Env", "Spot"}, "Neither": {"Env", "Spot"}}


class Maker:
    """Makes expressions; `repeats` says that one of them asked an input more than once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.asked: set[str] = set()
        self.repeats = False

    def ask(self, *names: str) -> None:
        """Note that an expression hangs on inputs."""
        self.repeats = self.repeats or bool(self.asked & set(names))
        self.asked |= set(names)

    def ref(self, name: str) -> Any:
        """A reference, noted if it is to an input."""
        if name in INPUTS:
            self.ask(name)
        return {"Ref": name}

    def condition(self) -> str:
        """The name of a condition."""
        name = self.random.choice(sorted(_OF))
        self.ask(*_OF[name])
        return name

    def text(self, depth: int) -> Any:
        """Something that is a text."""
        makers = [self._literal, self._named]
        makers += [self._sub, self._sub_map, self._join, self._select, self._find, self._if] if depth > 0 else []
        return self.random.choice(makers)(depth - 1)

    def listed(self, depth: int) -> Any:
        """Something that is a list of texts."""
        makers = [self._written, self._zones, self._split, self._find_list]
        makers += [self._if_list] if depth > 0 else []
        return self.random.choice(makers)(depth - 1)

    def _literal(self, depth: int) -> Any:
        return self.random.choice(["ml", "x-1", "a/b", "train", ""])

    def _named(self, depth: int) -> Any:
        return self.ref(self.random.choice(["Env", "Spot", "Team", "Count", "AWS::Region", "AWS::AccountId"]))

    def _sub(self, depth: int) -> Any:
        names = [self.random.choice(["Env", "Team", "AWS::Region", ""]) for _ in range(3)]
        parts = ["${" + self.ref(name)["Ref"] + "}" if name else "x" for name in names]
        return {"Fn::Sub": "-".join(parts)}

    def _sub_map(self, depth: int) -> Any:
        return {"Fn::Sub": ["${A}/${Team}/${B}", {"A": self.text(depth), "B": self.text(depth)}]}

    def _join(self, depth: int) -> Any:
        delimiter = self.random.choice(["-", ",", ""])
        if self.random.random() < 0.5:
            return {"Fn::Join": [delimiter, [self.text(depth) for _ in range(self.random.randint(1, 3))]]}
        return {"Fn::Join": [delimiter, self.listed(depth)]}

    def _select(self, depth: int) -> Any:
        return {"Fn::Select": [self.random.choice([0, 1, "1"]), self.listed(depth)]}

    def _key(self) -> Any:
        return self.ref("Env") if self.random.random() < 0.5 else self.random.choice(INPUTS["Env"])

    def _find(self, depth: int) -> Any:
        return {"Fn::FindInMap": ["Sizes", self._key(), "Type"]}

    def _if(self, depth: int) -> Any:
        return {"Fn::If": [self.condition(), self.text(depth), self.text(depth)]}

    def _written(self, depth: int) -> Any:
        return [self.text(depth) for _ in range(2)]

    def _zones(self, depth: int) -> Any:
        return self.ref("Zones")

    def _split(self, depth: int) -> Any:
        text = {"Fn::Join": ["-", ["q", self.text(min(depth, 0))]]}
        return {"Fn::Split": ["-", self.random.choice(["a-b-c", text])]}

    def _find_list(self, depth: int) -> Any:
        return {"Fn::FindInMap": ["Sizes", self._key(), "Subnets"]}

    def _if_list(self, depth: int) -> Any:
        return {"Fn::If": [self.condition(), self.listed(depth), self.listed(depth)]}
