resource "google_container_cluster" "training" {
  name                     = "training"
  location                 = "europe-west4"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "gpu" {
  cluster = google_container_cluster.training.name

  node_config { # expect
    machine_type = "a3-highgpu-8g"
  }
}
