resource "google_container_node_pool" "gpu" {
  cluster = "training"

  node_config {
    machine_type    = "g2-standard-8"
    service_account = "123456789012-compute@developer.gserviceaccount.com" # expect
  }
}

resource "google_container_node_pool" "cpu" {
  cluster = "training"

  node_config {
    service_account = "default" # expect
  }
}
