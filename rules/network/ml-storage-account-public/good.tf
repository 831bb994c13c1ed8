resource "azurerm_storage_account" "features" {
  name                          = "rankingfeatures"
  location                      = "westeurope"
  resource_group_name           = "ml-prod"
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
}

resource "azurerm_storage_account" "website" {
  name                     = "website"
  location                 = "westeurope"
  resource_group_name      = "ml-prod"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_machine_learning_workspace" "ranking" {
  name               = "ranking"
  storage_account_id = azurerm_storage_account.features.id
}

resource "azurerm_storage_account" "models" {
  name                     = "rankingmodels"
  location                 = "westeurope"
  resource_group_name      = "ml-prod"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_account_network_rules" "models" {
  storage_account_id         = azurerm_storage_account.models.id
  default_action             = "Deny"
  virtual_network_subnet_ids = [azurerm_subnet.training.id]
}

resource "azurerm_subnet" "training" {
  name                 = "training"
  resource_group_name  = "ml-prod"
  virtual_network_name = "ml"
  address_prefixes     = ["10.20.1.0/24"]
}

resource "azurerm_machine_learning_workspace" "search" {
  name               = "search"
  storage_account_id = azurerm_storage_account.models.id
}
