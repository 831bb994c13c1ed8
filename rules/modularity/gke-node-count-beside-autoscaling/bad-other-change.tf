resource "google_container_node_pool" "gpu" {
  cluster    = "training"
  node_count = 1 # expect

  autoscaling {
    min_node_count = 0
    max_node_count = 4
  }

  node_config {
    machine_type = "g2-standard-8"
  }

  lifecycle {
    ignore_changes = [node_config]
  }
}
