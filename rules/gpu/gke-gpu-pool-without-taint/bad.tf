resource "google_container_node_pool" "gpu" {
  cluster = "ml"

  node_config { # expect
    machine_type = "g2-standard-8"

    guest_accelerator {
      type  = "nvidia-l4"
      count = 1
    }
  }
}
