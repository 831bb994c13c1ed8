"""Assignments of roles in Azure: how much one covers, and whether a program or somebody who deploys gets it."""

from __future__ import annotations

import re

from iacguard.model.value import Unknown, Value
from iacguard.model.world import World
from iacguard.vocabulary.derived.looking import ask
from iacguard.vocabulary.lens import RootView

_GROUP_TYPE = re.compile(r"(data\.)?azurerm_(resource_group|subscription|management_group)\Z")
_GROUP_PATH = re.compile(r"/subscriptions/[^/]+(/resourcegroups/[^/]+)?/?|/providers/microsoft\.management/.*", re.I)
_IN_A_GROUP = re.compile(r"/providers/(?!microsoft\.management)", re.I)
_OF_PEOPLE = re.compile(r"(data\.)?(azuread_|azurerm_client_config\Z)")
_HAS_IDENTITY = re.compile(r"(data\.)?(azurerm|azapi)_")
"""Types whose principal is a managed identity: what they are, or what they run as."""


def covers_group(view: RootView, world: World) -> Value:
    """Whether the scope is a whole group of resources: a resource group, a subscription or a management group."""
    scope = ask(view, "scope", world)
    if isinstance(scope.data, str):
        return Value(bool(_GROUP_PATH.fullmatch(scope.data)), scope.span, scope.refs)
    if not isinstance(scope.data, Unknown) or scope.data.pending is not None:
        return scope
    if any(map(_IN_A_GROUP.search, (scope.data.prefix, *scope.data.tail))):
        return Value(False, scope.span, scope.refs)
    if scope.data.prefix or scope.data.tail:
        return Value(_begun(scope, scope.data), scope.span, scope.refs)
    for reference in scope.refs:
        for target in view.lens.graph.resolve(reference):
            of_group = bool(_GROUP_TYPE.match(target.type)) or "resource_group_id" in str(scope.data.symbol)
            return Value(of_group, scope.span, scope.refs)
    return Value(scope.data, scope.span)


def _begun(scope: Value, text: Unknown) -> bool | Unknown:
    """Of a text that is known in parts: true for the subscription whose id some resource or data source tells."""
    whole = text.prefix.lower() == "/subscriptions/" and not text.tail
    return True if whole and {ref.path[-1:] for ref in scope.refs} == {("subscription_id",)} else text


def given_to_program(view: RootView, world: World) -> Value:
    """Whether the principal is what a program runs as: a managed identity, not a person, group or application."""
    principal = ask(view, "principal_id", world)
    if isinstance(principal.data, str):
        return Value(Unknown("an identifier does not tell whose it is"), principal.span)
    if not isinstance(principal.data, Unknown) or principal.data.pending is not None:
        return principal
    for reference in principal.refs:
        for target in view.lens.graph.resolve(reference):
            if _OF_PEOPLE.match(target.type):
                return Value(False, principal.span, principal.refs)
            if _HAS_IDENTITY.match(target.type):
                return Value(True, principal.span, principal.refs)
    return Value(principal.data, principal.span)
