resource "google_dataproc_cluster" "features" { # expect
  name   = "features"
  region = "europe-west4"
}
