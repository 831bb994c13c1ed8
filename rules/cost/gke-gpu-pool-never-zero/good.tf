resource "google_container_node_pool" "a100" {
  cluster = google_container_cluster.training.id

  autoscaling {
    min_node_count = 0
    max_node_count = 8
  }

  node_config {
    machine_type = "a2-highgpu-1g"

    guest_accelerator {
      type  = "nvidia-tesla-a100"
      count = 1
    }
  }
}

resource "google_container_node_pool" "system" {
  cluster = google_container_cluster.training.id

  autoscaling {
    min_node_count = 2
    max_node_count = 4
  }

  node_config {
    machine_type = "e2-standard-4"
  }
}

# paid for in any case
resource "google_container_node_pool" "reserved" {
  cluster    = google_container_cluster.training.id
  node_count = 2

  node_config {
    machine_type = "a3-highgpu-8g"

    reservation_affinity {
      consume_reservation_type = "SPECIFIC_RESERVATION"
      key                      = "compute.googleapis.com/reservation-name"
      values                   = ["training"]
    }
  }
}
