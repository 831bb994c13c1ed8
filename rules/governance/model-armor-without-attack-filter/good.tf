resource "google_model_armor_template" "support" {
  location    = "europe-west4"
  template_id = "support"

  filter_config {
    pi_and_jailbreak_filter_settings {
      filter_enforcement = "ENABLED"
      confidence_level   = "MEDIUM_AND_ABOVE"
    }
  }
}
