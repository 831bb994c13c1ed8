resource "google_storage_bucket" "items" {
  name          = "items"
  location      = "EU"
  force_destroy = true # expect
}

resource "google_vertex_ai_index" "items" {
  display_name = "items"

  metadata {
    contents_delta_uri = "gs://${google_storage_bucket.items.name}/vectors"
  }
}
