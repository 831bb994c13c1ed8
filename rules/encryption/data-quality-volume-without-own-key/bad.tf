resource "aws_sagemaker_data_quality_job_definition" "churn" {
  name     = "churn"
  role_arn = "arn:aws:iam::111122223333:role/monitoring"

  data_quality_app_specification {
    image_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/monitor:1.2.0"
  }

  data_quality_job_input {
    endpoint_input {
      endpoint_name = "churn"
    }
  }

  data_quality_job_output_config {
    monitoring_outputs {
      s3_output {
        s3_uri = "s3://churn-monitoring/"
      }
    }
  }

  job_resources {
    cluster_config { # expect
      instance_count    = 1
      instance_type     = "ml.m5.xlarge"
      volume_size_in_gb = 20
    }
  }
}
