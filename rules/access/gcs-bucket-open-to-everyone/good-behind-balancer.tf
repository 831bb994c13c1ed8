resource "google_storage_bucket" "pages" {
  name     = "acme-pages"
  location = "EU"
}

resource "google_compute_backend_bucket" "pages" {
  name        = "pages"
  bucket_name = google_storage_bucket.pages.name
}

resource "google_storage_bucket_iam_member" "pages" {
  bucket = google_storage_bucket.pages.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}
