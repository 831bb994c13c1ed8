resource "azurerm_databricks_workspace" "features" {
  name                = "features"
  resource_group_name = "ml-prod"
  location            = "westeurope"
  sku                 = "premium"

  custom_parameters {
    no_public_ip       = true
    virtual_network_id = azurerm_virtual_network.ml.id
  }
}

resource "azurerm_databricks_workspace" "plain" {
  name                = "plain"
  resource_group_name = "ml-prod"
  location            = "westeurope"
  sku                 = "premium"
}
