resource "google_container_node_pool" "l4" {
  cluster            = google_container_cluster.serving.id
  initial_node_count = 0

  autoscaling {
    min_node_count = 0
    max_node_count = 6
  }
}

resource "google_container_node_pool" "fixed" {
  cluster    = google_container_cluster.serving.id
  node_count = 3
}

# What the autoscaler does is left alone.
resource "google_container_node_pool" "ignored" {
  cluster    = google_container_cluster.serving.id
  node_count = 2

  autoscaling {
    min_node_count = 0
    max_node_count = 6
  }

  lifecycle {
    ignore_changes = [node_count]
  }
}

resource "google_container_node_pool" "left_alone" {
  cluster    = google_container_cluster.serving.id
  node_count = 2

  autoscaling {
    min_node_count = 0
    max_node_count = 6
  }

  lifecycle {
    ignore_changes = all
  }
}
