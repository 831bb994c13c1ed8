resource "google_vertex_ai_endpoint" "churn" {
  name         = "churn"
  display_name = "churn"
  location     = "europe-west4"
  network      = "projects/111122223333/global/networks/ml"
}

resource "google_vertex_ai_endpoint" "ranking" {
  name         = "ranking"
  display_name = "ranking"
  location     = "europe-west4"

  private_service_connect_config {
    enable_private_service_connect = true
  }
}
