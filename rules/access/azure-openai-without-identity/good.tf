resource "azurerm_cognitive_account" "assistant" {
  name     = "assistant"
  kind     = "OpenAI"
  sku_name = "S0"

  identity {
    type = "SystemAssigned"
  }
}
