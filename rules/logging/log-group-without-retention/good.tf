variable "retention_in_days" {
  type    = number
  default = 90
}

resource "aws_cloudwatch_log_group" "training" {
  name              = "/aws/sagemaker/TrainingJobs"
  retention_in_days = var.retention_in_days
}

# kept for two days, whatever is written
resource "aws_cloudwatch_log_group" "delivered" {
  name            = "/ml/delivered"
  log_group_class = "DELIVERY"
}
