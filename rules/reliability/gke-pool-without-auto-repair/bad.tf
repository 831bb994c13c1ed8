resource "google_container_node_pool" "h100" {
  cluster = google_container_cluster.training.id

  management {
    auto_repair = false # expect
  }
}
