resource "google_bigquery_dataset" "features" {
  dataset_id = "features"

  access {
    role          = "OWNER"
    user_by_email = "owner@example.com"
  }

  access {
    role          = "READER"
    special_group = "allAuthenticatedUsers" # expect
  }
}

resource "google_bigquery_dataset" "labels" {
  dataset_id = "labels"

  access {
    role       = "READER"
    iam_member = "allUsers" # expect
  }
}
