resource "azurerm_machine_learning_compute_instance" "explore" {
  name                   = "explore"
  virtual_machine_size   = "Standard_DS3_v2"
  subnet_resource_id     = azurerm_subnet.notebooks.id
  node_public_ip_enabled = false
}
