resource "google_artifact_registry_repository" "training" {
  repository_id = "training"
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }
}

resource "google_artifact_registry_repository" "wheels" {
  repository_id = "wheels"
  format        = "PYTHON"
}
