# A pipeline that approves what it has trained, if its own measure of it is good enough.
resource "aws_sagemaker_pipeline" "retraining" {
  pipeline_name         = "retraining"
  pipeline_display_name = "retraining"
  role_arn              = "arn:aws:iam::111122223333:role/pipeline"
  pipeline_definition = jsonencode({
    Version = "2020-12-01"
    Steps = [{
      Name = "GoodEnough"
      Type = "Condition"
      Arguments = {
        Conditions = []
        IfSteps = [{
          Name = "Register"
          Type = "RegisterModel"
          Arguments = {
            ModelPackageGroupName = "churn"
            ModelApprovalStatus   = "Approved" # expect
          }
        }]
        ElseSteps = []
      }
    }]
  })
}

resource "aws_sagemaker_pipeline" "ranking" {
  pipeline_name         = "ranking"
  pipeline_display_name = "ranking"
  role_arn              = "arn:aws:iam::111122223333:role/pipeline"
  pipeline_definition = jsonencode({
    Version    = "2020-12-01"
    Parameters = [{ Name = "Approval", Type = "String", DefaultValue = "Approved" }]
    Steps = [{
      Name = "Register"
      Type = "RegisterModel"
      Arguments = {
        ModelPackageGroupName = "ranking"
        ModelApprovalStatus   = { Get = "Parameters.Approval" } # expect
      }
    }]
  })
}
