resource "azurerm_kubernetes_cluster" "training" {
  name                    = "training"
  location                = "westeurope"
  resource_group_name     = "ml-prod"
  private_cluster_enabled = true
}

resource "azurerm_kubernetes_cluster" "listed" {
  name                = "listed"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  api_server_access_profile {
    authorized_ip_ranges = ["198.51.100.0/24"]
  }
}
