resource "google_cloud_run_v2_service" "chat" {
  name     = "chat"
  location = "europe-west4"

  template {
    containers {
      image = "europe-west4-docker.pkg.dev/ml-prod/serving/chat:3"

      resources {
        limits = {
          "nvidia.com/gpu" = "1"
        }
      }
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "chat" {
  name   = google_cloud_run_v2_service.chat.name
  role   = "roles/run.invoker"
  member = "allAuthenticatedUsers" # expect
}

resource "google_cloud_run_v2_service" "local" {
  name     = "local"
  location = "europe-west4"

  template {
    containers {
      image = "europe-west4-docker.pkg.dev/ml-prod/serving/local:3"

      volume_mounts {
        name       = "models"
        mount_path = "/root/.ollama/models"
      }
    }
  }
}

resource "google_cloud_run_service_iam_member" "local" {
  service = google_cloud_run_v2_service.local.name
  role    = "roles/run.invoker"
  member  = "allUsers" # expect
}
