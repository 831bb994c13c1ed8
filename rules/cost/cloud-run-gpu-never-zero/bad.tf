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
      min_instance_count = 1 # expect
      max_instance_count = 3
    }
  }
}

resource "google_cloud_run_v2_service" "whole" {
  name     = "whole"
  location = "europe-west4"

  scaling {
    min_instance_count = 2 # expect
  }

  template {
    containers {
      image = "europe-west4-docker.pkg.dev/ml-prod/serving/chat:7"
    }

    node_selector {
      accelerator = "nvidia-l4"
    }
  }
}
