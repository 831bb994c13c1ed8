# It is filled by hand.
resource "google_container_node_pool" "gpu" {
  cluster    = "training"
  node_count = 0

  node_config {
    machine_type = "g2-standard-8"
  }
}
