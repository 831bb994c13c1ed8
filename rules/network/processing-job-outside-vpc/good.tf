resource "awscc_sagemaker_processing_job" "prepare" {
  role_arn = "arn:aws:iam::111122223333:role/processing"

  network_config = {
    vpc_config = {
      subnets            = ["subnet-a"]
      security_group_ids = ["sg-a"]
    }
  }
}
