resource "google_container_node_pool" "l4" {
  cluster = google_container_cluster.serving.id

  node_config {
    machine_type    = "g2-standard-8"
    service_account = google_service_account.nodes.email
  }
}

resource "google_service_account" "nodes" {
  account_id = "serving-nodes"
}
