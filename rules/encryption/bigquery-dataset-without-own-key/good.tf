resource "google_bigquery_dataset" "predictions" {
  dataset_id = "predictions"
  location   = "EU"

  default_encryption_configuration {
    kms_key_name = "projects/ml-prod/locations/europe-west4/keyRings/ml/cryptoKeys/tables"
  }
}
