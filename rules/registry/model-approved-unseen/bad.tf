resource "awscc_sagemaker_model_package" "churn" {
  model_package_group_name = "churn"
  model_approval_status    = "Approved" # expect
}
