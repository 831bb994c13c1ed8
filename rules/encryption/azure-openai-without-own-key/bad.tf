resource "azurerm_cognitive_account" "openai" { # expect
  name = "openai"
  kind = "OpenAI"
}
