# Without a subnet it is another rule's business.
resource "azurerm_machine_learning_compute_instance" "explore" {
  name                          = "explore"
  machine_learning_workspace_id = "ml"
  virtual_machine_size          = "STANDARD_DS3_V2"
}
