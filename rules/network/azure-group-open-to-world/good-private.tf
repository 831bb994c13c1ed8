
# machines without a public address, reached through a bastion
resource "azurerm_network_security_group" "private" {
  name                = "private"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  security_rule {
    name                       = "ssh"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "22"
    source_address_prefix      = "*"
    destination_address_prefix = "*"
  }
}

resource "azurerm_network_interface" "private" {
  name                = "private"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  ip_configuration {
    name                          = "inside"
    subnet_id                     = azurerm_subnet.training.id
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_network_interface_security_group_association" "private" {
  network_interface_id      = azurerm_network_interface.private.id
  network_security_group_id = azurerm_network_security_group.private.id
}
