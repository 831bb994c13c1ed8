resource "google_composer_environment" "training" {
  name   = "training"
  region = "europe-west4"

  config {
    private_environment_config {
      enable_private_endpoint = true
    }
  }
}
