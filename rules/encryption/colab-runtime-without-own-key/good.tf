resource "google_colab_runtime_template" "gpu" {
  display_name = "gpu"
  location     = "europe-west4"

  encryption_spec {
    kms_key_name = "projects/p/locations/europe-west4/keyRings/r/cryptoKeys/ml"
  }
}
