resource "google_vertex_ai_reasoning_engine" "support" { # expect
  display_name = "support"
  region       = "europe-west4"
}

resource "google_vertex_ai_reasoning_engine" "sales" {
  display_name = "sales"
  region       = "europe-west4"

  spec { # expect
    agent_framework = "google-adk"
  }
}
