resource "google_service_account_key" "pipeline" { # expect
  service_account_id = "training@ml-prod.iam.gserviceaccount.com"
}
