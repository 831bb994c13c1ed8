resource "google_project_iam_member" "training" {
  project = "ml-prod"
  role    = "roles/editor" # expect
  member  = "serviceAccount:training@ml-prod.iam.gserviceaccount.com"
}

resource "google_project_iam_binding" "owners" {
  project = "ml-prod"
  role    = "roles/owner" # expect
  members = ["group:ml-research@example.com"]
}
