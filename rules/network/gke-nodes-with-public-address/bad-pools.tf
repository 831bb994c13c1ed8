resource "google_container_cluster" "training" { # expect
  name                     = "training"
  location                 = "europe-west4"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "gpu" {
  cluster = google_container_cluster.training.name

  network_config {
    enable_private_nodes = false
  }
}

resource "google_container_cluster" "empty" { # expect
  name                     = "empty"
  location                 = "europe-west4"
  remove_default_node_pool = true
  initial_node_count       = 1
}
