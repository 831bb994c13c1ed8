resource "azurerm_kubernetes_cluster" "ml" {
  name                   = "ml"
  disk_encryption_set_id = "/subscriptions/s/resourceGroups/ml/providers/Microsoft.Compute/diskEncryptionSets/ml"
}
