resource "google_storage_bucket" "features" {
  name                     = "ranking-features"
  location                 = "EUROPE-WEST4"
  public_access_prevention = "enforced"
}
