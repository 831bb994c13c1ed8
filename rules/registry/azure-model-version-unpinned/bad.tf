resource "azurerm_cognitive_deployment" "chat" {
  name                   = "chat"
  cognitive_account_id   = azurerm_cognitive_account.openai.id
  version_upgrade_option = "NoAutoUpgrade"

  model { # expect
    format = "OpenAI"
    name   = "gpt-4o"
  }

  sku {
    name = "Standard"
  }
}

resource "azurerm_cognitive_deployment" "upgraded" {
  name                   = "upgraded"
  cognitive_account_id   = azurerm_cognitive_account.openai.id
  version_upgrade_option = "OnceNewDefaultVersionAvailable" # expect

  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = "2024-11-20"
  }

  sku {
    name = "Standard"
  }
}
