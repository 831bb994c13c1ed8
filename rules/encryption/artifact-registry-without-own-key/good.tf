resource "google_artifact_registry_repository" "training" {
  repository_id = "training"
  format        = "DOCKER"
  kms_key_name  = "projects/p/locations/europe/keyRings/r/cryptoKeys/ml"
}
