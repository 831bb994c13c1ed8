# The API is reached by its name in DNS alone, with a login of IAM.
resource "google_container_cluster" "training" {
  name     = "training"
  location = "europe-west4"

  control_plane_endpoints_config {
    ip_endpoints_config {
      enabled = false
    }
  }
}
