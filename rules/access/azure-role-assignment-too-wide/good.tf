resource "azurerm_role_assignment" "training" {
  scope                = azurerm_resource_group.ml.id
  principal_id         = azurerm_user_assigned_identity.training.principal_id
  role_definition_name = "AzureML Data Scientist"
}

# One resource is no group of them.
resource "azurerm_role_assignment" "registry" {
  scope                = azurerm_container_registry.ml.id
  principal_id         = azurerm_user_assigned_identity.training.principal_id
  role_definition_name = "Contributor"
}

resource "azurerm_role_assignment" "store" {
  scope                = "${azurerm_resource_group.ml.id}/providers/Microsoft.Storage/storageAccounts/ml"
  principal_id         = azurerm_user_assigned_identity.training.principal_id
  role_definition_name = "Owner"
}

# What deploys has to be able to make and delete what is deployed.
resource "azurerm_role_assignment" "deployment" {
  scope                = azurerm_resource_group.ml.id
  principal_id         = azuread_service_principal.deployment.object_id
  role_definition_name = "Contributor"
}

resource "azurerm_role_assignment" "whoever_applies" {
  scope                = azurerm_resource_group.ml.id
  principal_id         = data.azurerm_client_config.this.object_id
  role_definition_name = "Contributor"
}

# It hands out the right to read data, and no other.
resource "azurerm_role_assignment" "narrowed" {
  scope                = azurerm_resource_group.ml.id
  principal_id         = azuread_service_principal.deployment.object_id
  role_definition_name = "Role Based Access Control Administrator"
  condition_version    = "2.0"
  condition            = "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {2a2b9908-6ea1-4ae2-8e65-a410df84e7d1}"
}

data "azurerm_client_config" "this" {}

resource "azuread_service_principal" "deployment" {
  client_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_resource_group" "ml" {
  name     = "ml"
  location = "westeurope"
}

resource "azurerm_container_registry" "ml" {
  name                = "ml"
  location            = azurerm_resource_group.ml.location
  resource_group_name = azurerm_resource_group.ml.name
  sku                 = "Premium"
}

resource "azurerm_user_assigned_identity" "training" {
  name                = "training"
  location            = azurerm_resource_group.ml.location
  resource_group_name = azurerm_resource_group.ml.name
}
