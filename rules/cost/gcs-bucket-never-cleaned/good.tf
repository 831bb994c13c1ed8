resource "google_storage_bucket" "artefacts" {
  name     = "artefacts"
  location = "EU"

  lifecycle_rule {
    condition {
      age = 90
    }

    action {
      type = "Delete"
    }
  }
}

resource "google_storage_bucket" "classed" {
  name     = "classed"
  location = "EU"

  autoclass {
    enabled = true
  }
}
