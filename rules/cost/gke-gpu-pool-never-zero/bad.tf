resource "google_container_node_pool" "a100" {
  cluster = google_container_cluster.training.id

  autoscaling {
    min_node_count = 2 # expect
    max_node_count = 8
  }

  node_config {
    machine_type = "a2-highgpu-1g"

    guest_accelerator {
      type  = "nvidia-tesla-a100"
      count = 1
    }
  }
}

# never any other number of nodes; the type brings its accelerators
resource "google_container_node_pool" "l4" {
  cluster    = google_container_cluster.training.id
  node_count = 2 # expect

  node_config {
    machine_type = "g2-standard-8"
  }
}
