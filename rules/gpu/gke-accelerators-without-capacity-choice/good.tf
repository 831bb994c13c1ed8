resource "google_container_node_pool" "a3" {
  cluster = "ml"

  node_config {
    machine_type = "a3-highgpu-8g"
    spot         = true
  }
}
