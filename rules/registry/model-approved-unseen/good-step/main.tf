resource "aws_sagemaker_pipeline" "retraining" {
  pipeline_name         = "retraining"
  pipeline_display_name = "retraining"
  role_arn              = "arn:aws:iam::111122223333:role/pipeline"
  pipeline_definition = jsonencode({
    Version    = "2020-12-01"
    Parameters = [{ Name = "Approval", Type = "String", DefaultValue = "PendingManualApproval" }]
    Steps = [{
      Name = "Register"
      Type = "RegisterModel"
      Arguments = {
        ModelPackageGroupName = "churn"
        ModelApprovalStatus   = { Get = "Parameters.Approval" }
      }
    }]
  })
}
