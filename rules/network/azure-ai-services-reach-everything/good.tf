resource "azurerm_cognitive_account" "openai" {
  name                               = "openai"
  kind                               = "OpenAI"
  outbound_network_access_restricted = true
  fqdns                              = ["mldata.blob.core.windows.net"]
}
