resource "google_container_node_pool" "l4" {
  cluster = google_container_cluster.serving.id

  node_config { # expect
    machine_type = "g2-standard-8"
  }
}
