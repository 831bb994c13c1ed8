resource "google_container_cluster" "training" {
  name     = "training"
  location = "europe-west4"

  private_cluster_config {
    enable_private_nodes = true
  }
}
