resource "google_workbench_instance" "explore" {
  name     = "explore"
  location = "europe-west4-a"

  gce_setup {
    machine_type = "e2-standard-4"

    data_disks {
      disk_encryption = "CMEK"
      kms_key         = "projects/p/locations/europe-west4/keyRings/r/cryptoKeys/ml"
    }
  }
}
