resource "google_container_node_pool" "a3" { # expect
  cluster = "ml"

  autoscaling {
    min_node_count = 0
    max_node_count = 8
  }

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}
