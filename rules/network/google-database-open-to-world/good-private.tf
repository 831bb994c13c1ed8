# A list of addresses without an address to reach.
resource "google_sql_database_instance" "experiments" {
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-2-8192"

    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/acme-ml/global/networks/ml"

      authorized_networks {
        value = "0.0.0.0/0"
      }
    }
  }
}
