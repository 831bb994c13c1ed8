resource "google_vertex_ai_reasoning_engine" "support" { # expect
  display_name = "support"
  region       = "europe-west4"
}
