resource "azurerm_machine_learning_workspace" "ranking" {
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}

resource "azurerm_monitor_diagnostic_setting" "workspace" {
  name                       = "workspace"
  target_resource_id         = azurerm_machine_learning_workspace.ranking.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.ml.id

  enabled_log {
    category_group = "audit"
  }
}
