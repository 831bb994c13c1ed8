resource "azurerm_kubernetes_cluster" "ml" { # expect
  name = "ml"
}
