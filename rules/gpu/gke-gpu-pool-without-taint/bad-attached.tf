resource "google_container_node_pool" "t4" {
  cluster    = "training"
  node_count = 2

  node_config { # expect
    machine_type = "n1-standard-8"

    guest_accelerator {
      type  = "nvidia-tesla-t4"
      count = 1
    }
  }
}
