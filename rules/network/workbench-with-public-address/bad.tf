resource "google_workbench_instance" "explore" {
  name     = "explore"
  location = "europe-west4-a"

  gce_setup { # expect
    machine_type = "n2-standard-4"
  }
}

resource "google_workbench_instance" "open" {
  name     = "open"
  location = "europe-west4-a"

  gce_setup {
    disable_public_ip = false # expect
  }
}
