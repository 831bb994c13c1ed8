resource "google_composer_environment" "ml" {
  name = "ml"

  config {
    enable_private_environment = true

    software_config {
      image_version = "composer-3-airflow-2.10.2"
    }
  }
}
