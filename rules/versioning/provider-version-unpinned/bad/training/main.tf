provider "google" { # expect
  project = "churn"
}

resource "google_storage_bucket" "training" {
  name     = "churn-training"
  location = "EU"
}
