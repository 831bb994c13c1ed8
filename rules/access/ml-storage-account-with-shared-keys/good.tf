resource "azurerm_storage_account" "features" {
  name                      = "rankingfeatures"
  location                  = "westeurope"
  resource_group_name       = "ml-prod"
  shared_access_key_enabled = false
}

resource "azurerm_machine_learning_workspace" "ranking" {
  name               = "ranking"
  storage_account_id = azurerm_storage_account.features.id
}
