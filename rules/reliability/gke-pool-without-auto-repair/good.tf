resource "google_container_node_pool" "h100" {
  cluster = google_container_cluster.training.id

  management {
    auto_repair  = true
    auto_upgrade = true
  }
}

resource "google_container_node_pool" "by_default" {
  cluster = google_container_cluster.training.id
}
