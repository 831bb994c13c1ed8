resource "google_cloud_run_v2_service" "chat" {
  name     = "chat"
  location = "europe-west4"

  template {
    containers {
      image = "vllm/vllm-openai:v0.11.0"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everybody_sees" {
  name   = google_cloud_run_v2_service.chat.name
  role   = "roles/run.viewer"
  member = "allUsers"
}

resource "google_cloud_run_service_iam_member" "everybody_sees" {
  service = google_cloud_run_v2_service.chat.name
  role    = "roles/run.viewer"
  member  = "allUsers"
}

resource "google_cloud_run_service_iam_member" "portal" {
  service = google_cloud_run_v2_service.chat.name
  role    = "roles/run.invoker"
  member  = "serviceAccount:portal@acme-ml.iam.gserviceaccount.com"
}

# a web page, with nothing of a model in it
resource "google_cloud_run_v2_service" "page" {
  name     = "page"
  location = "europe-west4"

  template {
    containers {
      image = "europe-west4-docker.pkg.dev/ml-prod/web/page:3"

      volume_mounts {
        name       = "pages"
        mount_path = "/srv/pages"
      }
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "page" {
  name   = google_cloud_run_v2_service.page.name
  role   = "roles/run.invoker"
  member = "allUsers"
}
