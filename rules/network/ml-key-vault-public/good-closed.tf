resource "azurerm_key_vault" "ml" {
  name                          = "ml"
  location                      = "westeurope"
  resource_group_name           = "ml"
  sku_name                      = "standard"
  public_network_access_enabled = false
}

resource "azurerm_machine_learning_workspace" "ml" {
  name         = "ml"
  key_vault_id = azurerm_key_vault.ml.id
}
