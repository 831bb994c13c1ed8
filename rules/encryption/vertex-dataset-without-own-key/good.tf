resource "google_vertex_ai_dataset" "ranker" {
  display_name        = "ranker"
  metadata_schema_uri = "gs://google-cloud-aiplatform/schema/dataset/metadata/image_1.0.0.yaml"

  encryption_spec {
    kms_key_name = google_kms_crypto_key.ml.id
  }
}

resource "google_kms_crypto_key" "ml" {
  name     = "ml"
  key_ring = "projects/ml-prod/locations/europe-west4/keyRings/ml"
}
