resource "google_compute_instance" "training" {
  name         = "training"
  machine_type = "n1-standard-8"

  guest_accelerator {
    type  = "nvidia-tesla-t4"
    count = 1
  }

  network_interface {
    subnetwork = "ml"

    access_config { # expect
    }
  }
}

resource "google_compute_instance" "serving" {
  name         = "serving"
  machine_type = "g2-standard-8"

  network_interface {
    subnetwork = "ml"

    access_config { # expect
      network_tier = "PREMIUM"
    }
  }
}
