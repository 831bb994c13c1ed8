resource "google_dataproc_cluster" "features" {
  name   = "features"
  region = "europe-west4"

  cluster_config {
    lifecycle_config {
      idle_delete_ttl = "1800s"
    }
  }
}
