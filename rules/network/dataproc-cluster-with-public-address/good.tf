resource "google_dataproc_cluster" "features" {
  name   = "features"
  region = "europe-west4"

  cluster_config {
    gce_cluster_config {
      internal_ip_only = true
    }
  }
}

resource "google_dataproc_cluster" "newest" {
  name   = "newest"
  region = "europe-west4"
}
