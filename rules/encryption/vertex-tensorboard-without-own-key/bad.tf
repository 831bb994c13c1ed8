resource "google_vertex_ai_tensorboard" "ranker" { # expect
  display_name = "ranker"
  region       = "europe-west4"
}
