resource "google_storage_bucket" "artefacts" { # expect
  name     = "artefacts"
  location = "EU"
}
