resource "google_artifact_registry_repository" "training" {
  repository_id = "training"
  format        = "DOCKER"

  cleanup_policies {
    id     = "keep-thirty"
    action = "KEEP"

    most_recent_versions {
      keep_count = 30
    }
  }
}
