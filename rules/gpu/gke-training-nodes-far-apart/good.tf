resource "google_container_node_pool" "a3" {
  cluster = "ml"

  autoscaling {
    min_node_count = 0
    max_node_count = 8
  }

  placement_policy {
    type = "COMPACT"
  }

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}

resource "google_container_node_pool" "single" {
  cluster    = "ml"
  node_count = 1

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}

resource "google_container_node_pool" "l4" {
  cluster = "ml"

  autoscaling {
    min_node_count = 0
    max_node_count = 8
  }

  node_config {
    machine_type = "g2-standard-8"
  }
}
