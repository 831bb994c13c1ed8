variable "lifetime" {
  type = number
}

resource "databricks_token" "registry" {
  comment          = "registers models"
  lifetime_seconds = var.lifetime # expect unsure
}
