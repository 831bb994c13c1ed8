resource "google_vertex_ai_featurestore" "ranking" {
  name          = "ranking"
  region        = "europe-west4"
  force_destroy = true # expect
}

resource "google_vertex_ai_feature_online_store" "ranking" {
  name          = "ranking"
  region        = "europe-west4"
  force_destroy = true # expect
}
