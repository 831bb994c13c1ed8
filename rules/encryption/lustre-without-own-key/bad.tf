resource "aws_fsx_lustre_file_system" "datasets" { # expect
  storage_capacity            = 1200
  subnet_ids                  = ["subnet-a"]
  deployment_type             = "PERSISTENT_2"
  per_unit_storage_throughput = 250
}
