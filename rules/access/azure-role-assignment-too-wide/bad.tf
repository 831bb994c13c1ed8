resource "azurerm_role_assignment" "training" {
  scope                = azurerm_resource_group.ml.id
  principal_id         = azurerm_user_assigned_identity.training.principal_id
  role_definition_name = "Contributor" # expect
}
