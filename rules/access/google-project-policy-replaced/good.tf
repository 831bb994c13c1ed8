resource "google_project_iam_member" "users" {
  project = "ml-prod"
  role    = "roles/aiplatform.user"
  member  = "group:data-science@example.com"
}
