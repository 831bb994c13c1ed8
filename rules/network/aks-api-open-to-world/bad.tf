resource "azurerm_kubernetes_cluster" "training" { # expect
  name                = "training"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}
