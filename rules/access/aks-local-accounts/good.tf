resource "azurerm_kubernetes_cluster" "training" {
  name                   = "training"
  location               = "westeurope"
  resource_group_name    = "ml-prod"
  local_account_disabled = true
}
