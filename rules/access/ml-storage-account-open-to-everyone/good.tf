resource "azurerm_storage_account" "ml" {
  name                            = "churnml"
  allow_nested_items_to_be_public = false
}

resource "azurerm_machine_learning_workspace" "ml" {
  name               = "ml"
  storage_account_id = azurerm_storage_account.ml.id
}

# of something else
resource "azurerm_storage_account" "website" {
  name = "churnsite"
}

# no stranger gets as far as its containers
resource "azurerm_storage_account" "inside" {
  name                          = "churninside"
  public_network_access_enabled = false
}

resource "azurerm_storage_account" "walled" {
  name = "churnwalled"

  network_rules {
    default_action = "Deny"
  }
}

resource "azurerm_machine_learning_workspace" "inside" {
  name               = "inside"
  storage_account_id = azurerm_storage_account.inside.id
}

resource "azurerm_machine_learning_workspace" "walled" {
  name               = "walled"
  storage_account_id = azurerm_storage_account.walled.id
}

# as before version 3 of the provider
resource "azurerm_storage_account" "features" {
  name                     = "churnfeatures"
  allow_blob_public_access = false
}

resource "azurerm_machine_learning_workspace" "features" {
  name               = "features"
  storage_account_id = azurerm_storage_account.features.id
}
