resource "google_compute_firewall" "jupyter" {
  name          = "jupyter"
  network       = "ml"
  source_ranges = ["0.0.0.0/0"] # expect

  allow {
    protocol = "tcp"
    ports    = ["443", "8888"]
  }
}

resource "google_compute_firewall" "everything" {
  name          = "everything"
  network       = "ml"
  source_ranges = ["::/0"] # expect

  allow {
    protocol = "all"
  }
}

# no source at all is every source
resource "google_compute_firewall" "login" { # expect
  name    = "login"
  network = "ml"

  allow {
    protocol = "TCP"
    ports    = ["22"]
  }
}

resource "google_compute_firewall" "workers" {
  name          = "workers"
  network       = "ml"
  source_ranges = ["0.0.0.0/0"] # expect

  allow {
    protocol = "tcp"
    ports    = ["443", "8200-8300"]
  }
}
