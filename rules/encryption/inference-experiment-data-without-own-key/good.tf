resource "awscc_sagemaker_inference_experiment" "shadow" {
  name = "shadow"

  data_storage_config = {
    destination = "s3://experiments/shadow"
    kms_key     = "arn:aws:kms:eu-west-1:111122223333:key/inference"
  }
}

resource "awscc_sagemaker_inference_experiment" "unrecorded" {
  name = "unrecorded"
}
