resource "google_model_armor_template" "support" {
  location    = "europe-west4"
  template_id = "support"

  filter_config { # expect
    malicious_uri_filter_settings {
      filter_enforcement = "ENABLED"
    }
  }
}
