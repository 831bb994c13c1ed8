resource "google_notebooks_instance" "exploration" {
  name         = "exploration"
  location     = "europe-west4-a"
  machine_type = "n1-standard-4"
  no_public_ip = true
}
