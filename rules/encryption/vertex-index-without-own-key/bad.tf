resource "google_vertex_ai_index" "ranker" { # expect
  display_name = "ranker"
  region       = "europe-west4"
}
