resource "google_storage_bucket" "items" {
  name     = "items"
  location = "EUROPE-WEST3"
}

resource "google_storage_bucket" "continent" {
  name     = "continent"
  location = "EU"
}

resource "google_vertex_ai_index" "items" {
  region       = "europe-west3"
  display_name = "items"

  metadata {
    contents_delta_uri = "gs://${google_storage_bucket.items.name}/vectors"
  }
}

resource "google_vertex_ai_index" "more" {
  region       = "europe-west3"
  display_name = "more"

  metadata {
    contents_delta_uri = "gs://${google_storage_bucket.continent.name}/vectors"
  }
}
