resource "azurerm_kubernetes_cluster" "training" { # expect
  name                = "training"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}

resource "azurerm_kubernetes_cluster" "everywhere" { # expect
  name                = "everywhere"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  api_server_access_profile {
    authorized_ip_ranges = ["0.0.0.0/0"]
  }
}
