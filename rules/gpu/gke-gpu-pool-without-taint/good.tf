resource "google_container_node_pool" "gpu" {
  cluster = "ml"

  node_config {
    machine_type = "g2-standard-8"

    guest_accelerator {
      type  = "nvidia-l4"
      count = 1
    }

    taint {
      key    = "nvidia.com/gpu"
      value  = "present"
      effect = "NO_SCHEDULE"
    }
  }
}

resource "google_container_node_pool" "plain" {
  cluster = "ml"

  node_config {
    machine_type = "e2-standard-4"
  }
}
