resource "google_composer_environment" "ml" {
  name = "ml"

  config { # expect
    software_config {
      image_version = "composer-3-airflow-2.10.2"
    }
  }
}
