resource "azurerm_machine_learning_workspace" "ranking" {
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}

resource "azurerm_machine_learning_compute_cluster" "gpu" { # expect
  name                          = "gpu"
  location                      = "westeurope"
  vm_priority                   = "LowPriority"
  vm_size                       = "Standard_NC24ads_A100_v4"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.ranking.id

  scale_settings {
    min_node_count                       = 0
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
