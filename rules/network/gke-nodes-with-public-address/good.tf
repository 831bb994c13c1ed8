resource "google_container_cluster" "training" {
  name     = "training"
  location = "europe-west4"

  private_cluster_config {
    enable_private_nodes = true
  }
}

resource "google_container_cluster" "pools_say_so" {
  name                     = "ranking"
  location                 = "europe-west4"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "accelerators" {
  name    = "accelerators"
  cluster = google_container_cluster.pools_say_so.name

  network_config {
    enable_private_nodes = true
  }
}
