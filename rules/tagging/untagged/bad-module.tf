# a module without a provider of its own: that of its caller may tag everything
variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_sagemaker_model" "this" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"
  tags               = var.tags # expect unsure

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
  }
}
