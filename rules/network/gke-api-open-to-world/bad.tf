resource "google_container_cluster" "training" { # expect
  name     = "training"
  location = "europe-west4"
}

resource "google_container_cluster" "world" {
  name     = "world"
  location = "europe-west4"

  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "0.0.0.0/0" # expect
    }
  }
}
