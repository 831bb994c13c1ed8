resource "google_compute_firewall" "workers" {
  name    = "workers"
  network = "ml"

  allow {
    protocol = "tcp"
    ports    = ["8265", "10001"]
  }

  source_service_accounts = ["ray@acme-ml.iam.gserviceaccount.com"]
}

resource "google_compute_firewall" "ping" {
  name    = "ping"
  network = "ml"

  allow {
    protocol = "icmp"
  }

  allow {
    protocol = "udp"
    ports    = ["8888"]
  }

  source_ranges = ["0.0.0.0/0"]
}
