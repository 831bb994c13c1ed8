resource "google_cloud_run_v2_service" "chat" {
  name     = "chat"
  location = "europe-west4"

  template {
    scaling {
      min_instance_count = 1 # expect
    }

    containers {
      image = "europe-west4-docker.pkg.dev/acme-ml/serving/chat:3"

      resources {
        limits = {
          "nvidia.com/gpu" = "1"
        }
      }
    }
  }
}
