resource "google_sql_database_instance" "features" {
  name             = "features"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    ip_configuration {
      ipv4_enabled = true

      authorized_networks {
        name  = "everybody"
        value = "0.0.0.0/0" # expect
      }
    }
  }
}
