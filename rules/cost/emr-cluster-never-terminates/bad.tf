resource "aws_emr_cluster" "features" { # expect
  name          = "features"
  release_label = "emr-7.2.0"
  service_role  = "emr"
}
