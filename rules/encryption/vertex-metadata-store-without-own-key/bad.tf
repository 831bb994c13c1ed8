resource "google_vertex_ai_metadata_store" "runs" { # expect
  name   = "runs"
  region = "europe-west4"
}
