resource "google_dataflow_job" "features" {
  name              = "features"
  template_gcs_path = "gs://templates/features"
  temp_gcs_location = "gs://scratch/features"
  ip_configuration  = "WORKER_IP_PRIVATE"
}
