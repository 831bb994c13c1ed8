resource "google_notebooks_instance" "exploration" {
  name            = "exploration"
  location        = "europe-west4-a"
  machine_type    = "n1-standard-4"
  disk_encryption = "CMEK"
  kms_key         = "projects/churn/locations/europe-west4/keyRings/ml/cryptoKeys/notebooks"
}
