resource "google_workbench_instance" "explore" {
  name     = "explore"
  location = "europe-west4-a"

  gce_setup { # expect
    machine_type      = "n2-standard-4"
    disable_public_ip = true
  }
}
