terraform {
  backend "gcs" {
    bucket = "ml-platform-state"
  }
}
