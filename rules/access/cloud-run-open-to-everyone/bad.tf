resource "google_cloud_run_v2_service_iam_member" "predict" {
  name     = "predict"
  location = "europe-west4"
  role     = "roles/run.invoker"
  member   = "allUsers" # expect
}
