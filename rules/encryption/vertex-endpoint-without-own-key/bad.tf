resource "google_vertex_ai_endpoint" "ranker" { # expect
  display_name = "ranker"
  location     = "europe-west4"
}
