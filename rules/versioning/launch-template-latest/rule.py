"""A version of a launch template that is no number."""

from iacguard.policy.literals import texts


def check(resource, graph, params):
    for name, value in texts(resource.body):
        if name in ("version", "Version") and value.data in ("$Latest", "$Default"):
            yield value, f"{resource.address} starts machines by {value.data}, which changes without a plan"
