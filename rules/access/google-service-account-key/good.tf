resource "google_service_account_iam_member" "pipeline" {
  service_account_id = "projects/ml-prod/serviceAccounts/training@ml-prod.iam.gserviceaccount.com"
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/example-ml/ranking"
}
