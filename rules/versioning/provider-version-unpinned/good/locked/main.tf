provider "google" {
  project = "churn"
}
