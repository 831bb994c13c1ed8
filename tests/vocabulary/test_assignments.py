"""How much an assignment of a role in Azure covers, and to whom it goes."""

from __future__ import annotations

import pytest

from tests.vocabulary.scenes import UNKNOWN, terraform

AROUND = """
variable "free" {}
resource "azurerm_resource_group" "ml" { name = "ml" }
resource "azurerm_container_registry" "ml" { name = "ml" }
resource "azurerm_user_assigned_identity" "training" { name = "training" }
resource "azurerm_kubernetes_cluster" "ml" { name = "ml" }
resource "azuread_service_principal" "deployment" { client_id = "x" }
resource "azurerm_machine_learning_workspace" "maybe" {
  count = var.free ? 1 : 0
  name  = "ml"
}
data "azurerm_subscription" "this" {}
data "azurerm_management_group" "all" { name = "all" }
data "azurerm_client_config" "this" {}
"""
SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555"
SCOPES = {
    "azurerm_resource_group.ml.id": True,
    "data.azurerm_subscription.this.id": True,
    "data.azurerm_management_group.all.id": True,
    "azurerm_kubernetes_cluster.ml.node_resource_group_id": True,
    "azurerm_container_registry.ml.id": False,
    f'"{SUBSCRIPTION}"': True,
    f'"{SUBSCRIPTION}/resourceGroups/ml"': True,
    '"/providers/Microsoft.Management/managementGroups/all"': True,
    f'"{SUBSCRIPTION}/resourceGroups/ml/providers/Microsoft.Storage/storageAccounts/x"': False,
    '"${azurerm_resource_group.ml.id}/providers/Microsoft.Storage/storageAccounts/x"': False,
    '"/subscriptions/${data.azurerm_client_config.this.subscription_id}"': True,
    '"/subscriptions/${var.free}"': UNKNOWN,
    "var.free": UNKNOWN,
}
PRINCIPALS = {
    "azurerm_user_assigned_identity.training.principal_id": True,
    "azurerm_kubernetes_cluster.ml.kubelet_identity[0].object_id": True,
    "azurerm_machine_learning_workspace.maybe[0].identity[0].principal_id": UNKNOWN,
    "azuread_service_principal.deployment.object_id": False,
    "data.azurerm_client_config.this.object_id": False,
    '"11111111-2222-3333-4444-555555555555"': UNKNOWN,
    "var.free": UNKNOWN,
}


def _assignment(attribute, expression):
    return terraform(f'{AROUND}resource "azurerm_role_assignment" "a" {{\n  {attribute} = {expression}\n}}\n')


@pytest.mark.parametrize("expression", SCOPES)
def test_the_scope_is_a_group_or_one_resource(expression):
    assert _assignment("scope", expression).ask("azurerm_role_assignment.a", "covers_group") == SCOPES[expression]


@pytest.mark.parametrize("expression", PRINCIPALS)
def test_the_principal_is_a_program_or_who_deploys(expression):
    seen = _assignment("principal_id", expression)
    assert seen.ask("azurerm_role_assignment.a", "given_to_program") == PRINCIPALS[expression]
