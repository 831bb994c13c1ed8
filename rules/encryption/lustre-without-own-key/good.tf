resource "aws_fsx_lustre_file_system" "datasets" {
  storage_capacity            = 1200
  subnet_ids                  = ["subnet-a"]
  deployment_type             = "PERSISTENT_2"
  per_unit_storage_throughput = 250
  kms_key_id                  = "arn:aws:kms:eu-west-1:111122223333:key/training"
}

resource "aws_fsx_lustre_file_system" "scratch" {
  storage_capacity = 1200
  subnet_ids       = ["subnet-a"]
  deployment_type  = "SCRATCH_2"
}
