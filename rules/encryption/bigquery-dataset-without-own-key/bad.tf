resource "google_bigquery_dataset" "predictions" { # expect
  dataset_id = "predictions"
  location   = "EU"
}
