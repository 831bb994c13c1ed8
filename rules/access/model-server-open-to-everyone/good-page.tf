# a page that has a login of its own
resource "google_cloud_run_v2_service" "page" {
  name     = "page"
  location = "europe-west4"

  template {
    containers {
      image = "ghcr.io/open-webui/open-webui:v0.6.30"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "page" {
  name     = google_cloud_run_v2_service.page.name
  location = google_cloud_run_v2_service.page.location
  role     = "roles/run.invoker"
  member   = "allUsers"
}
