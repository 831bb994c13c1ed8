resource "azurerm_network_security_rule" "jupyter" {
  name                       = "jupyter"
  priority                   = 100
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_port_range          = "*"
  destination_port_range     = "8888"
  source_address_prefix      = "*" # expect
  destination_address_prefix = "*"
}

resource "azurerm_network_security_rule" "login" {
  name                       = "login"
  priority                   = 110
  direction                  = "inbound"
  access                     = "allow"
  protocol                   = "*"
  source_port_range          = "*"
  destination_port_ranges    = ["443", "22"]
  source_address_prefix      = "Internet" # expect
  destination_address_prefix = "*"
}

resource "azurerm_network_security_rule" "workers" {
  name                       = "workers"
  priority                   = 120
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_port_range          = "*"
  destination_port_range     = "8200-8300"
  source_address_prefix      = "0.0.0.0/0" # expect
  destination_address_prefix = "*"
}

# the spelling of the portal, which its page takes apart
resource "azurerm_network_security_rule" "copied" {
  name                       = "copied"
  priority                   = 130
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_port_range          = "*"
  destination_port_range     = "443, 8000-8010"
  source_address_prefix      = "*" # expect
  destination_address_prefix = "*"
}
