resource "google_storage_bucket" "items" {
  name     = "items"
  location = "US-WEST1"
}

resource "google_vertex_ai_index" "items" {
  region       = "europe-west3"
  display_name = "items"

  metadata {
    contents_delta_uri = "gs://${google_storage_bucket.items.name}/vectors" # expect
  }
}
