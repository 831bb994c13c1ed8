resource "google_dataflow_job" "features" { # expect
  name              = "features"
  template_gcs_path = "gs://templates/features"
  temp_gcs_location = "gs://scratch/features"
}
