resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}

resource "aws_s3_bucket_versioning" "models" {
  bucket = aws_s3_bucket.models.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.models.bucket}/churn/model.tar.gz"
  }
}

# Nothing that learns or predicts uses this one.
resource "aws_s3_bucket" "access_logs" {
  bucket = "access-logs"
}

# Holds what the nodes of a cluster run when they start; their role may read it, and nothing else.
resource "aws_s3_bucket" "scripts" {
  bucket = "cluster-scripts"
}

resource "aws_iam_role" "nodes" {
  name               = "cluster-nodes"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "nodes" {
  role = aws_iam_role.nodes.id
  policy = jsonencode({ Statement = [{
    Effect   = "Allow"
    Action   = ["s3:GetObject", "s3:ListBucket"]
    Resource = [aws_s3_bucket.scripts.arn, "${aws_s3_bucket.scripts.arn}/*"]
  }] })
}

resource "awscc_sagemaker_cluster" "pretraining" {
  cluster_name = "pretraining"

  instance_groups = [{
    instance_group_name = "workers"
    instance_type       = "ml.p5.48xlarge"
    instance_count      = 4
    execution_role      = aws_iam_role.nodes.arn

    life_cycle_config = {
      on_create     = "on_create.sh"
      source_s3_uri = "s3://${aws_s3_bucket.scripts.bucket}/lifecycle"
    }
  }]
}

resource "aws_s3_bucket" "answers" { # of an asynchronous endpoint: fetched once, never asked for again
  bucket = "churn-answers"
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.m7i.large"
    initial_instance_count = 1
  }

  async_inference_config {
    output_config {
      s3_output_path = "s3://${aws_s3_bucket.answers.bucket}/churn"
    }
  }
}
