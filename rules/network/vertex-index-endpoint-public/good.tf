resource "google_vertex_ai_index_endpoint" "documents" {
  display_name = "documents"
  region       = "europe-west4"

  private_service_connect_config {
    enable_private_service_connect = true
    project_allowlist              = ["ml-prod"]
  }
}
