resource "google_artifact_registry_repository_iam_binding" "images" {
  repository = "images"
  role       = "roles/artifactregistry.reader"
  members    = ["group:data-scientists@example.com"]
}

resource "google_bigquery_dataset_iam_binding" "labels" {
  dataset_id = "labels"
  role       = "roles/bigquery.dataViewer"
  members    = ["serviceAccount:training@churn.iam.gserviceaccount.com"]
}
