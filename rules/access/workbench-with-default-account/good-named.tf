resource "google_workbench_instance" "churn" {
  name     = "churn"
  location = "europe-west4-a"

  gce_setup {
    service_accounts {
      email = "notebooks@acme-ml.iam.gserviceaccount.com"
    }
  }
}
