resource "azurerm_databricks_workspace" "features" {
  name                = "features"
  resource_group_name = "ml-prod"
  location            = "westeurope"
  sku                 = "premium"

  custom_parameters {
    no_public_ip       = false # expect
    virtual_network_id = azurerm_virtual_network.ml.id
  }
}

resource "azapi_resource" "features" {
  type      = "Microsoft.Databricks/workspaces@2024-05-01"
  name      = "features"
  parent_id = azurerm_resource_group.ml.id
  location  = "westeurope"

  body = {
    properties = {
      parameters = {
        enableNoPublicIp = { value = false } # expect
      }
    }
  }
}
