resource "azurerm_cognitive_account" "assistant" { # expect
  name     = "assistant"
  kind     = "OpenAI"
  sku_name = "S0"
}
