resource "aws_sagemaker_data_quality_job_definition" "churn" {
  name     = "churn"
  role_arn = aws_iam_role.monitoring.arn

  job_resources {
    cluster_config {
      instance_type     = "ml.m5.xlarge"
      instance_count    = 1
      volume_size_in_gb = 20
      volume_kms_key_id = "alias/monitoring"
    }
  }

  data_quality_job_output_config {
    kms_key_id = "alias/monitoring"

    monitoring_outputs {
      s3_output {
        s3_uri = "s3://churn-monitoring/quality/"
      }
    }
  }
}

# A disk that is built in takes no key.
resource "aws_sagemaker_data_quality_job_definition" "ranking" {
  name     = "ranking"
  role_arn = aws_iam_role.monitoring.arn

  job_resources {
    cluster_config {
      instance_type     = "ml.m5d.4xlarge"
      instance_count    = 1
      volume_size_in_gb = 20
    }
  }

  data_quality_job_output_config {
    kms_key_id = "alias/monitoring"

    monitoring_outputs {
      s3_output {
        s3_uri = "s3://ranking-monitoring/quality/"
      }
    }
  }
}
