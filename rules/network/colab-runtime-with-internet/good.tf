resource "google_colab_runtime_template" "exploration" {
  display_name = "exploration"
  location     = "europe-west4"

  network_spec {
    enable_internet_access = false
  }
}
