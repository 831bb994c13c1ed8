provider "google" {
  project = "acme-ml"
}

resource "google_cloudbuild_trigger" "infrastructure" {
  name = "infrastructure"
}
