resource "azurerm_storage_account" "features" { # expect
  name                     = "rankingfeatures"
  location                 = "westeurope"
  resource_group_name      = "ml-prod"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_machine_learning_workspace" "ranking" {
  name               = "ranking"
  storage_account_id = azurerm_storage_account.features.id
}

resource "azurerm_ai_foundry" "hub" {
  name                = "hub"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  storage_account_id  = azurerm_storage_account.hub.id
  key_vault_id        = azurerm_key_vault.ml.id
}

resource "azurerm_storage_account" "hub" { # expect
  name                     = "hub"
  resource_group_name      = "ml-prod"
  location                 = "swedencentral"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
