resource "google_model_armor_template" "support" {
  location    = "europe-west4"
  template_id = "support"

  template_metadata {
    enforcement_type = "INSPECT_ONLY" # expect
  }
}
