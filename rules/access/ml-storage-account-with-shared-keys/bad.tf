resource "azurerm_storage_account" "features" { # expect
  name                = "rankingfeatures"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}

resource "azurerm_machine_learning_workspace" "ranking" {
  name               = "ranking"
  storage_account_id = azurerm_storage_account.features.id
}
