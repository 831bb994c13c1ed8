resource "databricks_token" "registry" { # expect
  comment = "registers models"
}

resource "databricks_token" "endless" {
  comment          = "registers models"
  lifetime_seconds = 0 # expect
}
