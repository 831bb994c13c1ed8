resource "google_sql_database_instance" "features" {
  name             = "features"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/ml-prod/global/networks/ml"
    }
  }
}

resource "google_sql_database_instance" "experiments" {
  name             = "experiments"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-f1-micro"

    ip_configuration {
      ipv4_enabled = true

      authorized_networks {
        name  = "office"
        value = "198.51.100.0/24"
      }
    }
  }
}
