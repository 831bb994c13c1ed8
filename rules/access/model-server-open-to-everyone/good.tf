resource "google_cloud_run_v2_service" "chat" {
  name     = "chat"
  location = "europe-west4"

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
  member   = "serviceAccount:frontend@ml-prod.iam.gserviceaccount.com"
}

resource "google_cloud_run_v2_service" "inside" {
  name     = "inside"
  location = "europe-west4"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    containers {
      image = "vllm/vllm-openai:v0.11.0"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "inside" {
  name     = google_cloud_run_v2_service.inside.name
  location = google_cloud_run_v2_service.inside.location
  role     = "roles/run.invoker"
  member   = "allUsers"
}
