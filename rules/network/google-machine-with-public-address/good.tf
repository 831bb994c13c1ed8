resource "google_compute_instance" "training" {
  name         = "training"
  machine_type = "a2-highgpu-1g"

  network_interface {
    subnetwork = "ml"
  }
}

resource "google_compute_instance" "entrance" {
  name         = "entrance"
  machine_type = "e2-small"

  network_interface {
    subnetwork = "ml"

    access_config {
    }
  }
}
