variable "name" {
  type = string
}

variable "suffix" {
  type = string

  validation {
    condition     = length(var.suffix) > 2
    error_message = "At least three letters."
  }
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "${var.name}-${var.suffix}"
  endpoint_config_name = "churn"
}

# SageMaker passes this to every product of a project
variable "SageMakerProjectId" {
  type        = string
  description = "Id of the project"
  default     = null
}
