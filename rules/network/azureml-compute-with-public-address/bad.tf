resource "azurerm_machine_learning_compute_instance" "explore" { # expect
  name                 = "explore"
  virtual_machine_size = "Standard_DS3_v2"
  subnet_resource_id   = azurerm_subnet.notebooks.id
}

resource "azurerm_subnet" "notebooks" {
  name                 = "notebooks"
  resource_group_name  = "ml-prod"
  virtual_network_name = "ml"
  address_prefixes     = ["10.20.4.0/24"]
}
