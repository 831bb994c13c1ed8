resource "azurerm_user_assigned_identity" "training" {
  name                = "training"
  location            = "westeurope"
  resource_group_name = "ml"
}

# may read what is in blobs
resource "azurerm_role_assignment" "reader" {
  scope              = "/subscriptions/00000000-0000-0000-0000-000000000000"
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"
  principal_id       = azurerm_user_assigned_identity.training.principal_id
}
