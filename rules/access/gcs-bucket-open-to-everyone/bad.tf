resource "google_storage_bucket_iam_member" "readers" {
  bucket = google_storage_bucket.features.name
  role   = "roles/storage.objectViewer"
  member = "allUsers" # expect
}

resource "google_storage_bucket_iam_binding" "readers" {
  bucket = google_storage_bucket.features.name
  role   = "roles/storage.objectViewer"
  members = [
    "group:ml-research@example.com",
    "allAuthenticatedUsers", # expect
  ]
}
