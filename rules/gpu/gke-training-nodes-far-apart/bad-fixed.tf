resource "google_container_node_pool" "fixed" { # expect
  cluster = "training"
  node_count = 4

  node_config {
    machine_type = "a3-highgpu-8g"
  }
}
