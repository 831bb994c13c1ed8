resource "google_vertex_ai_dataset" "ranker" { # expect
  display_name        = "ranker"
  metadata_schema_uri = "gs://google-cloud-aiplatform/schema/dataset/metadata/image_1.0.0.yaml"
}
