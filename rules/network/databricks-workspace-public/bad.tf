resource "azurerm_databricks_workspace" "features" { # expect
  name                = "features"
  location            = "westeurope"
  resource_group_name = "ml-prod"
  sku                 = "premium"
}
