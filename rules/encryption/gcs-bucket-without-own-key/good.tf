resource "google_storage_bucket" "features" {
  name     = "ranking-features"
  location = "EUROPE-WEST4"

  encryption {
    default_kms_key_name = "projects/ml-prod/locations/europe-west4/keyRings/ml/cryptoKeys/features"
  }
}
