variable "training_instance_type" {
  type    = string
  default = "ml.g5.xlarge"
}

variable "big_instance_type" {
  type = string
}
