resource "google_artifact_registry_repository_iam_member" "images" {
  repository = "images"
  role       = "roles/artifactregistry.reader"
  member     = "serviceAccount:training@churn.iam.gserviceaccount.com"
}

resource "google_bigquery_dataset_iam_member" "labels" {
  dataset_id = "labels"
  role       = "roles/bigquery.dataViewer"
  member     = "group:data-scientists@example.com"
}
