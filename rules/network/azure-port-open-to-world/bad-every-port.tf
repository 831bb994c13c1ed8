resource "azurerm_network_security_rule" "everything" {
  name                       = "everything"
  priority                   = 100
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_port_range          = "*"
  destination_port_range     = "*"
  source_address_prefixes    = ["10.0.0.0/8", "0.0.0.0/0"] # expect
  destination_address_prefix = "*"
}

resource "azurerm_network_security_rule" "listed" {
  name                       = "listed"
  priority                   = 110
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_port_range          = "*"
  destination_port_ranges    = ["*"]
  source_address_prefix      = "Internet" # expect
  destination_address_prefix = "*"
}
