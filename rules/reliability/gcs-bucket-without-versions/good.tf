resource "google_storage_bucket" "items" {
  name     = "items"
  location = "EU"

  versioning {
    enabled = true
  }
}

resource "google_vertex_ai_index" "items" {
  display_name = "items"

  metadata {
    contents_delta_uri = "gs://${google_storage_bucket.items.name}/vectors"
  }
}

resource "google_storage_bucket" "website" {
  name     = "website"
  location = "EU"
}
