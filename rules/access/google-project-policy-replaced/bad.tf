resource "google_project_iam_binding" "users" { # expect
  project = "ml-prod"
  role    = "roles/aiplatform.user"
  members = ["group:data-science@example.com"]
}
