resource "google_container_node_pool" "gpu" {
  cluster = "ml"

  node_config {
    machine_type = "g2-standard-8"

    shielded_instance_config {
      enable_secure_boot = true
    }
  }
}
