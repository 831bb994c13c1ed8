resource "google_container_node_pool" "gpu" {
  cluster = "training"

  node_config {
    service_account = "training@acme-ml.iam.gserviceaccount.com"
  }
}
