resource "google_container_cluster" "office" {
  name     = "training"
  location = "europe-west4"

  master_authorized_networks_config {
    cidr_blocks {
      cidr_block   = "10.20.0.0/16"
      display_name = "office VPN"
    }
  }
}

resource "google_container_cluster" "inside" {
  name     = "training-inside"
  location = "europe-west4"

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = true
  }
}
