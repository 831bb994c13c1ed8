resource "google_colab_runtime_template" "gpu" {
  display_name = "gpu"
  location     = "europe-west4"

  idle_shutdown_config {
    idle_timeout = "3600s"
  }
}
