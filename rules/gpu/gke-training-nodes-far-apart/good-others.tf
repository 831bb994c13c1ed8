# Placed by a policy, by the queue, by a reservation; and one machine alone.
resource "google_container_node_pool" "policy" {
  cluster = "training"
  node_count = 4

  placement_policy {
    type        = "SPREAD"
    policy_name = "training"
  }

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}

resource "google_container_node_pool" "queue" {
  cluster = "training"
  node_count = 4

  queued_provisioning {
    enabled = true
  }

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}

resource "google_container_node_pool" "reserved" {
  cluster = "training"
  node_count = 4

  node_config {
    machine_type = "a3-megagpu-8g"

    reservation_affinity {
      consume_reservation_type = "SPECIFIC_RESERVATION"
      key                      = "compute.googleapis.com/reservation-name"
      values                   = ["training"]
    }
  }
}

resource "google_container_node_pool" "single" {
  cluster = "training"

  autoscaling {
    min_node_count = 0
    max_node_count = 1
  }

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}

resource "google_container_node_pool" "one" {
  cluster = "training"
  node_count = 1

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}
