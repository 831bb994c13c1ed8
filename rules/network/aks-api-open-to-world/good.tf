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

resource "azurerm_kubernetes_cluster" "before_version_4" {
  name                            = "before-version-4"
  api_server_authorized_ip_ranges = ["203.0.113.0/24"]
}
