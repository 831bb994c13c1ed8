resource "azurerm_role_assignment" "training" {
  scope                = azurerm_resource_group.ml.id
  principal_id         = azurerm_user_assigned_identity.training.principal_id
  role_definition_name = "Contributor" # expect
}

resource "azurerm_role_assignment" "cluster" {
  scope              = azurerm_resource_group.ml.id
  principal_id       = azurerm_kubernetes_cluster.serving.kubelet_identity[0].object_id
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c" # expect
}

resource "azurerm_role_assignment" "deployment" {
  scope                = data.azurerm_subscription.this.id
  principal_id         = azuread_service_principal.deployment.object_id
  role_definition_name = "User Access Administrator" # expect
}

resource "azurerm_role_assignment" "everything" {
  scope                = "/subscriptions/${data.azurerm_client_config.this.subscription_id}"
  principal_id         = var.team
  role_definition_name = "Owner" # expect
}

resource "azurerm_role_assignment" "written" {
  scope                = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/ml"
  principal_id         = azurerm_machine_learning_workspace.ml.identity[0].principal_id
  role_definition_name = "Contributor" # expect
}

resource "azurerm_role_assignment" "of_an_unknown_reach" {
  scope                = var.scope # expect unsure
  principal_id         = azurerm_user_assigned_identity.training.principal_id
  role_definition_name = "Contributor"
}

variable "scope" {
  type = string
}

variable "team" {
  type = string
}

data "azurerm_subscription" "this" {}

data "azurerm_client_config" "this" {}

resource "azuread_service_principal" "deployment" {
  client_id = "11111111-2222-3333-4444-555555555555"
}

resource "azurerm_resource_group" "ml" {
  name     = "ml"
  location = "westeurope"
}

resource "azurerm_user_assigned_identity" "training" {
  name                = "training"
  location            = azurerm_resource_group.ml.location
  resource_group_name = azurerm_resource_group.ml.name
}

resource "azurerm_kubernetes_cluster" "serving" {
  name                = "serving"
  location            = azurerm_resource_group.ml.location
  resource_group_name = azurerm_resource_group.ml.name
}

resource "azurerm_machine_learning_workspace" "ml" {
  name                = "ml"
  location            = azurerm_resource_group.ml.location
  resource_group_name = azurerm_resource_group.ml.name
}
