resource "google_storage_bucket" "features" { # expect
  name     = "ranking-features"
  location = "EUROPE-WEST4"
}
