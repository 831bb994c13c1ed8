variable "instance_type" {
  type = string

  validation {
    condition     = contains(["ml.m5.large", "ml.g5.xlarge"], var.instance_type)
    error_message = "Choose ml.m5.large or ml.g5.xlarge."
  }
}

variable "instance_types" {
  type = list(string)
}
