resource "google_storage_bucket" "models" {
  name          = "ranking-models"
  location      = "EUROPE-WEST4"
  force_destroy = false
}

resource "google_storage_bucket" "features" {
  name     = "ranking-features"
  location = "EUROPE-WEST4"
}
