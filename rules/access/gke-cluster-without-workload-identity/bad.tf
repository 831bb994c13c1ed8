resource "google_container_cluster" "training" { # expect
  name     = "training"
  location = "europe-west4"
}
