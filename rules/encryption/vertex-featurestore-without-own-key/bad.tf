resource "google_vertex_ai_featurestore" "ranker" { # expect
  name   = "ranker"
  region = "europe-west4"
}
