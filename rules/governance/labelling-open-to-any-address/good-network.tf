resource "aws_sagemaker_workforce" "labelling" {
  workforce_name = "labelling"

  workforce_vpc_config {
    subnets            = ["subnet-0a1b2c3d4e5f60718"]
    security_group_ids = ["sg-0a1b2c3d4e5f60718"]
    vpc_id             = "vpc-0a1b2c3d4e5f60718"
  }
}
