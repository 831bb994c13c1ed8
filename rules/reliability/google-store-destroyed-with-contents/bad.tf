resource "google_storage_bucket" "models" {
  name          = "ranking-models"
  location      = "EUROPE-WEST4"
  force_destroy = true # expect
}
