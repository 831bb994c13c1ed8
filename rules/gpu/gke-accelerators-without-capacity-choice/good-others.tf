# Waited for, reserved or flexible; and small ones.
resource "google_container_node_pool" "queue" {
  cluster = "training"

  queued_provisioning {
    enabled = true
  }

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}

resource "google_container_node_pool" "reserved" {
  cluster = "training"

  node_config {
    machine_type = "a3-highgpu-8g"

    reservation_affinity {
      consume_reservation_type = "ANY_RESERVATION"
    }
  }
}

resource "google_container_node_pool" "flexible" {
  cluster = "training"

  node_config {
    machine_type = "a3-highgpu-8g"
    flex_start   = true
  }
}

resource "google_container_node_pool" "small" {
  cluster = "training"

  node_config {
    machine_type = "g2-standard-8"
  }
}
