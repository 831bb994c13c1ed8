variable "subnets" {
  type    = list(string)
  default = []
}

resource "aws_sagemaker_model" "churn" { # expect
  name               = "churn"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image          = "${aws_ecr_repository.churn.repository_url}:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.models.bucket}/churn/model.tar.gz"
  }
}

resource "aws_sagemaker_model" "ranking" {
  name               = "ranking"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "${aws_ecr_repository.ranking.repository_url}:2.0.1"
  }

  dynamic "vpc_config" { # expect
    for_each = length(var.subnets) > 0 ? [1] : []
    content {
      subnets            = var.subnets
      security_group_ids = [aws_security_group.inference.id]
    }
  }
}
