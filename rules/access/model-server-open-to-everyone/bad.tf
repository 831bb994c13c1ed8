resource "google_cloud_run_v2_service" "chat" {
  name     = "chat"
  location = "europe-west4"
  ingress  = "INGRESS_TRAFFIC_ALL"

  template {
    containers {
      image = "europe-west4-docker.pkg.dev/ml-prod/serving/ollama:0.12.0"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "chat" {
  name     = google_cloud_run_v2_service.chat.name
  location = google_cloud_run_v2_service.chat.location
  role     = "roles/run.invoker"
  member   = "allUsers" # expect
}

resource "google_cloud_run_v2_service" "ranking" {
  name     = "ranking"
  location = "europe-west4"

  template {
    containers {
      image = "europe-west4-docker.pkg.dev/ml-prod/serving/ranking:7"

      resources {
        limits = {
          cpu              = "8"
          memory           = "32Gi"
          "nvidia.com/gpu" = "1"
        }
      }
    }

    node_selector {
      accelerator = "nvidia-l4"
    }
  }
}

resource "google_cloud_run_service_iam_member" "ranking" {
  service  = google_cloud_run_v2_service.ranking.name
  location = google_cloud_run_v2_service.ranking.location
  role     = "roles/run.invoker"
  member   = "allUsers" # expect
}

resource "google_cloud_run_v2_service" "open" {
  name                 = "open"
  location             = "europe-west4"
  invoker_iam_disabled = true # expect

  template {
    containers {
      image = "vllm/vllm-openai:v0.11.0"
    }
  }
}
