resource "google_vertex_ai_reasoning_engine" "support" {
  display_name = "support"
  region       = "europe-west4"

  encryption_spec {
    kms_key_name = google_kms_crypto_key.ml.id
  }
}

resource "google_kms_crypto_key" "ml" {
  name     = "ml"
  key_ring = "projects/ml-prod/locations/europe-west4/keyRings/ml"
}
