resource "google_artifact_registry_repository" "training" { # expect
  repository_id = "training"
  format        = "DOCKER"
}
