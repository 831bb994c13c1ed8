resource "google_storage_bucket" "docs" {
  name     = "ml-platform-docs"
  location = "EU"

  website {
    main_page_suffix = "index.html"
  }
}

resource "google_storage_bucket_iam_member" "docs" {
  bucket = google_storage_bucket.docs.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}

resource "google_storage_bucket" "downloads" {
  name     = "ml-platform-downloads"
  location = "EU"
}

resource "google_compute_backend_bucket" "downloads" {
  name        = "downloads"
  bucket_name = google_storage_bucket.downloads.name
  enable_cdn  = true
}

resource "google_storage_bucket_iam_binding" "downloads" {
  bucket  = google_storage_bucket.downloads.name
  role    = "roles/storage.objectViewer"
  members = ["allUsers"]
}
