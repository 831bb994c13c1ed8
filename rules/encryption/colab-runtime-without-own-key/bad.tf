resource "google_colab_runtime_template" "gpu" { # expect
  display_name = "gpu"
  location     = "europe-west4"
}
