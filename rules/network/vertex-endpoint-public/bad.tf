resource "google_vertex_ai_endpoint" "churn" { # expect
  name         = "churn"
  display_name = "churn"
  location     = "europe-west4"
}
