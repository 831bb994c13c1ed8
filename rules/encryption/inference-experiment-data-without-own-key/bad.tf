resource "awscc_sagemaker_inference_experiment" "shadow" {
  name = "shadow"

  data_storage_config = { # expect
    destination = "s3://experiments/shadow"
  }
}
