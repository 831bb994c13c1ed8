resource "google_container_cluster" "training" {
  name     = "training"
  location = "europe-west4"

  workload_identity_config {
    workload_pool = "ml-prod.svc.id.goog"
  }
}

resource "google_container_cluster" "autopilot" {
  name             = "autopilot"
  location         = "europe-west4"
  enable_autopilot = true
}
