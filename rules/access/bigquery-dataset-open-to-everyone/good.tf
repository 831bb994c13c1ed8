resource "google_bigquery_dataset" "features" {
  dataset_id = "features"

  access {
    role          = "OWNER"
    special_group = "projectOwners"
  }

  access {
    role       = "READER"
    iam_member = "serviceAccount:training@churn.iam.gserviceaccount.com"
  }
}
