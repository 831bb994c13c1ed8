resource "azurerm_machine_learning_compute_cluster" "gpu" {
  name    = "gpu"
  vm_size = "Standard_NC24ads_A100_v4"

  scale_settings {
    min_node_count                       = 2 # expect
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}

resource "azapi_resource" "cluster" {
  type      = "Microsoft.MachineLearningServices/workspaces/computes@2025-06-01"
  name      = "gpu"
  parent_id = azurerm_machine_learning_workspace.ranking.id

  body = {
    properties = {
      computeType = "AmlCompute"
      properties = {
        vmSize = "Standard_NC24ads_A100_v4"
        scaleSettings = {
          maxNodeCount                = 4
          minNodeCount                = 1 # expect
          nodeIdleTimeBeforeScaleDown = "PT10M"
        }
      }
    }
  }
}
