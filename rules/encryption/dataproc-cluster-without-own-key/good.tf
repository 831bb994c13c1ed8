resource "google_dataproc_cluster" "features" {
  name   = "features"
  region = "europe-west4"

  cluster_config {
    encryption_config {
      kms_key_name = "projects/churn/locations/europe-west4/keyRings/ml/cryptoKeys/spark"
    }
  }
}
