resource "google_storage_bucket" "items" {
  name          = "items"
  location      = "EU"
  force_destroy = false
}

resource "google_vertex_ai_index" "items" {
  display_name = "items"

  metadata {
    contents_delta_uri = "gs://${google_storage_bucket.items.name}/vectors"
  }
}

# nothing of machine learning refers to it
resource "google_storage_bucket" "function_source" {
  name          = "function-source"
  location      = "EU"
  force_destroy = true
}
