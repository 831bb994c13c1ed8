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

# the type brings its accelerators
resource "google_container_node_pool" "a100" {
  cluster = "ml"

  node_config { # expect
    machine_type = "a2-highgpu-1g"
  }
}
