resource "google_notebooks_instance" "exploration" { # expect
  name         = "exploration"
  location     = "europe-west4-a"
  machine_type = "n1-standard-4"
}
