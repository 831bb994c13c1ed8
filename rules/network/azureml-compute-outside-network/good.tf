resource "azurerm_machine_learning_workspace" "ranking" {
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}

resource "azurerm_machine_learning_workspace" "managed" {
  name                = "managed"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  managed_network {
    isolation_mode = "AllowOnlyApprovedOutbound"
  }
}

resource "azurerm_machine_learning_compute_cluster" "gpu" {
  name                          = "gpu"
  vm_size                       = "Standard_NC24ads_A100_v4"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.ranking.id
  subnet_resource_id            = azurerm_subnet.training.id
}

resource "azurerm_machine_learning_compute_cluster" "managed" {
  name                          = "managed"
  vm_size                       = "Standard_NC24ads_A100_v4"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.managed.id
}

resource "azurerm_subnet" "training" {
  name                 = "training"
  resource_group_name  = "ml-prod"
  virtual_network_name = "ml"
  address_prefixes     = ["10.20.4.0/24"]
}
