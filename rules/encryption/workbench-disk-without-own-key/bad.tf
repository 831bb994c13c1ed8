resource "google_workbench_instance" "explore" {
  name     = "explore"
  location = "europe-west4-a"

  gce_setup { # expect
    machine_type = "e2-standard-4"
  }
}
