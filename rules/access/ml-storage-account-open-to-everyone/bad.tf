resource "azurerm_storage_account" "ml" {
  name                            = "churnml"
  allow_nested_items_to_be_public = true # expect
}

resource "azurerm_machine_learning_workspace" "ml" {
  name               = "ml"
  storage_account_id = azurerm_storage_account.ml.id
}
