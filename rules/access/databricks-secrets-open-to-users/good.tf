resource "databricks_secret_scope" "feature_store" {
  name = "feature-store"
}

resource "databricks_secret_scope" "vault" {
  name = "vault"

  keyvault_metadata {
    resource_id = azurerm_key_vault.ml.id
    dns_name    = azurerm_key_vault.ml.vault_uri
  }
}
