resource "google_compute_firewall" "jupyter" {
  name          = "jupyter"
  network       = "ml"
  source_ranges = ["10.0.0.0/8"]

  allow {
    protocol = "tcp"
    ports    = ["8888"]
  }
}

resource "google_compute_firewall" "entrance" {
  name          = "entrance"
  network       = "ml"
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = ["80", "443"]
  }
}

resource "google_compute_firewall" "nobody" {
  name          = "nobody"
  network       = "ml"
  source_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }
}

resource "google_compute_firewall" "out" {
  name               = "out"
  network            = "ml"
  direction          = "EGRESS"
  destination_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "all"
  }
}

resource "google_compute_firewall" "workers" {
  name        = "workers"
  network     = "ml"
  source_tags = ["ray"]

  allow {
    protocol = "all"
  }
}

resource "google_compute_firewall" "off" {
  name          = "off"
  network       = "ml"
  disabled      = true
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "all"
  }
}

resource "google_compute_firewall" "calls" {
  name          = "calls"
  network       = "ml"
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = ["30000-32767", 9443]
  }
}
