# Not a type, no type, and another input.
variable "instance_types" {
  description = "What nodes may be"
  type        = list(any)
  default     = ["any", 8]
}

variable "notebook_type" {
  description = "Another input"
  type        = string
  default     = "ml.p4d.24xlarge"
}

variable "instance_type_of_training" {
  description = "One accelerator"
  type        = list(any)
  default     = ["ml.g6.xlarge", 8, "any"]
}
