# version 3 of the provider gives them one unless told otherwise
terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.100"
    }
  }
}

resource "azurerm_databricks_workspace" "features" {
  name                = "features"
  resource_group_name = "ml-prod"
  location            = "westeurope"
  sku                 = "premium"

  custom_parameters { # expect
    virtual_network_id = azurerm_virtual_network.ml.id
  }
}
