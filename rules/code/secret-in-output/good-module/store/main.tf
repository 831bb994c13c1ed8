resource "azurerm_storage_account" "data" {
  name                     = "mldata"
  resource_group_name      = "ml"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

# read by the module's caller, and hidden by Terraform as what the provider calls sensitive
output "primary_access_key" {
  value = azurerm_storage_account.data.primary_access_key
}
