resource "google_vertex_ai_index_endpoint" "documents" {
  display_name            = "documents"
  region                  = "europe-west4"
  public_endpoint_enabled = true # expect
}
