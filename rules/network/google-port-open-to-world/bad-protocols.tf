# A protocol without ports is all of its ports.
resource "google_compute_firewall" "tcp" {
  name    = "tcp"
  network = "ml"

  allow {
    protocol = "icmp"
  }

  allow {
    protocol = "tcp"
  }

  source_ranges = ["0.0.0.0/0"] # expect
}
