resource "google_storage_bucket" "features" {
  name                        = "ranking-features"
  location                    = "EUROPE-WEST4"
  uniform_bucket_level_access = true
}
