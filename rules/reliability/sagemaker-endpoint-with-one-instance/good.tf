resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }
}

resource "aws_sagemaker_endpoint_configuration" "on_demand" {
  name = "on-demand"

  production_variants {
    variant_name = "AllTraffic"
    model_name   = aws_sagemaker_model.churn.name

    serverless_config {
      max_concurrency   = 5
      memory_size_in_mb = 2048
    }
  }
}

# An asynchronous endpoint has a queue in front, which waits.
resource "aws_sagemaker_endpoint_configuration" "documents" {
  name = "documents"

  production_variants {
    variant_name           = "AllTraffic"
    model_name             = aws_sagemaker_model.documents.name
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 1
  }

  async_inference_config {
    output_config {
      s3_output_path = "s3://${aws_s3_bucket.results.bucket}/documents"
    }
  }
}
