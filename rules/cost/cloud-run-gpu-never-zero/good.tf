resource "google_cloud_run_v2_service" "chat" {
  name     = "chat"
  location = "europe-west4"

  template {
    containers {
      image = "europe-west4-docker.pkg.dev/ml-prod/serving/chat:7"

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

    scaling {
      min_instance_count = 0
      max_instance_count = 3
    }
  }
}

resource "google_cloud_run_v2_service" "page" {
  name     = "page"
  location = "europe-west4"

  template {
    containers {
      image = "europe-west4-docker.pkg.dev/ml-prod/page:7"
    }

    scaling {
      min_instance_count = 1
    }
  }
}
