resource "google_project_iam_member" "training" {
  project = "ml-prod"
  role    = "roles/aiplatform.user"
  member  = "serviceAccount:training@ml-prod.iam.gserviceaccount.com"
}
