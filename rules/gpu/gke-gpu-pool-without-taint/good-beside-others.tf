# GKE taints a GPU pool itself where the cluster has another one: one declared here, or the one it begins with.
resource "google_container_cluster" "training" {
  name                     = "training"
  location                 = "europe-west4"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "system" {
  cluster = google_container_cluster.training.name

  node_config {
    machine_type = "e2-standard-4"
  }
}

resource "google_container_node_pool" "gpu" {
  cluster = google_container_cluster.training.name

  node_config {
    machine_type = "g2-standard-8"
  }
}

resource "google_container_cluster" "serving" {
  name     = "serving"
  location = "europe-west4"
}

resource "google_container_node_pool" "serving" {
  cluster = google_container_cluster.serving.name

  node_config {
    machine_type = "g2-standard-8"
  }
}
