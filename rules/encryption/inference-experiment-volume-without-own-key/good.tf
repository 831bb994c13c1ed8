resource "awscc_sagemaker_inference_experiment" "shadow" {
  name    = "shadow"
  type    = "ShadowMode"
  kms_key = "arn:aws:kms:eu-west-1:111122223333:key/inference"
}
