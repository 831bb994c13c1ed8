resource "google_workbench_instance" "churn" {
  name     = "churn"
  location = "europe-west4-a"

  gce_setup {
    service_accounts {
      email = "123456789012-compute@developer.gserviceaccount.com" # expect
    }
  }
}
