resource "google_project_iam_member" "training" {
  project = "ml-prod"
  role    = "roles/aiplatform.user"
  member  = "serviceAccount:training@ml-prod.iam.gserviceaccount.com"
}

resource "google_project_iam_custom_role" "launcher" {
  project     = "ml-prod"
  role_id     = "pipelineLauncher"
  title       = "Launches pipelines"
  permissions = ["aiplatform.pipelineJobs.create"]
}

resource "google_project_iam_member" "launching" {
  project = "ml-prod"
  role    = google_project_iam_custom_role.launcher.id
  member  = "serviceAccount:launcher@ml-prod.iam.gserviceaccount.com"
}
