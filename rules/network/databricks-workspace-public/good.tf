resource "azurerm_databricks_workspace" "features" {
  name                          = "features"
  location                      = "westeurope"
  resource_group_name           = "ml-prod"
  sku                           = "premium"
  public_network_access_enabled = false
}
