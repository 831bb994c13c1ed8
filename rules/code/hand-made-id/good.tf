variable "subnet_id" {
  type    = string
  default = "subnet-0f3a91c27be4d5608"
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name            = "exploration"
  instance_type   = "ml.t3.medium"
  role_arn        = "arn:aws:iam::123456789012:role/notebook"
  subnet_id       = var.subnet_id
  security_groups = [aws_security_group.notebooks.id]

  tags = {
    replaces = "subnet-0f3a91c27be4d5608"
  }
}

resource "aws_security_group" "notebooks" {
  vpc_id = data.aws_vpc.shared.id
}

data "aws_vpc" "shared" {
  id = "vpc-0f3a91c27be4d5608"
}

resource "aws_sagemaker_model" "xgboost" {
  name               = "xgboost"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image = "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.5.1-gpu-py311"
  }
}
