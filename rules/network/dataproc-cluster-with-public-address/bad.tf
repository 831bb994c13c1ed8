resource "google_dataproc_cluster" "features" {
  name   = "features"
  region = "europe-west4"

  cluster_config {
    gce_cluster_config {
      internal_ip_only = false # expect
    }
  }
}

# before image 2.2 machines have one unless told otherwise
resource "google_dataproc_cluster" "older" {
  name   = "older"
  region = "europe-west4"

  cluster_config { # expect
    software_config {
      image_version = "2.1-debian11"
    }
  }
}
