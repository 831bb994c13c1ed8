resource "awscc_sagemaker_inference_experiment" "shadow" { # expect
  name = "shadow"
  type = "ShadowMode"
}
