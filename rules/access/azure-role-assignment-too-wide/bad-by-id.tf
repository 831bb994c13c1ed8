resource "azurerm_user_assigned_identity" "training" {
  name                = "training"
  location            = "westeurope"
  resource_group_name = "ml"
}

resource "azurerm_role_assignment" "owner" {
  scope              = "/subscriptions/00000000-0000-0000-0000-000000000000"
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635" # expect
  principal_id       = azurerm_user_assigned_identity.training.principal_id
}
