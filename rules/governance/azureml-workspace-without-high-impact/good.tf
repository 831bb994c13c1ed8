resource "azurerm_machine_learning_workspace" "ml" {
  name                 = "ml"
  high_business_impact = true
}
