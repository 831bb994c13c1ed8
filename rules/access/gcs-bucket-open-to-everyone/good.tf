resource "google_storage_bucket_iam_member" "readers" {
  bucket = google_storage_bucket.features.name
  role   = "roles/storage.objectViewer"
  member = "serviceAccount:training@ml-prod.iam.gserviceaccount.com"
}
