resource "azurerm_network_security_group" "gpu" {
  name                = "gpu"
  location            = "westeurope"
  resource_group_name = "ml"

  security_rule {
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
}

resource "azurerm_network_security_group" "workers" {
  name                = "workers"
  location            = "westeurope"
  resource_group_name = "ml"

  security_rule {
    name                       = "https"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "443"
    source_address_prefix      = "*"
    destination_address_prefix = "*"
  }

  security_rule {
    name                       = "ray"
    priority                   = 110
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_ranges    = ["22", "8200-8300"]
    source_address_prefixes    = ["10.0.0.0/8", "0.0.0.0/0"] # expect
    destination_address_prefix = "*"
  }
}

resource "azurerm_network_security_group" "everything" {
  name                = "everything"
  location            = "westeurope"
  resource_group_name = "ml"

  dynamic "security_rule" {
    for_each = { all = ["*"] }
    content {
      name                       = security_rule.key
      priority                   = 100
      direction                  = "Inbound"
      access                     = "Allow"
      protocol                   = "*"
      source_port_range          = "*"
      destination_port_ranges    = security_rule.value
      source_address_prefix      = "Internet" # expect
      destination_address_prefix = "*"
    }
  }
}

resource "azurerm_network_security_group" "open" {
  name                = "open"
  location            = "westeurope"
  resource_group_name = "ml"

  security_rule {
    name                       = "all"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = "Any" # expect
    destination_address_prefix = "*"
  }
}

resource "azurerm_network_security_group" "carried" {
  name                = "carried"
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
    source_address_prefix      = "*" # expect
    destination_address_prefix = "*"
  }
}

resource "azurerm_network_interface" "carried" {
  name                = "carried"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  ip_configuration {
    name                          = "outside"
    subnet_id                     = azurerm_subnet.training.id
    private_ip_address_allocation = "Dynamic"
    public_ip_address_id          = azurerm_public_ip.carried.id
  }
}

resource "azurerm_network_interface_security_group_association" "carried" {
  network_interface_id      = azurerm_network_interface.carried.id
  network_security_group_id = azurerm_network_security_group.carried.id
}

resource "azurerm_public_ip" "carried" {
  name                = "carried"
  location            = "westeurope"
  resource_group_name = "ml"
  allocation_method   = "Static"
}
