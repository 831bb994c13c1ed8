variable "training_instance_type" {
  type    = string
  default = "ml.g5.xlarge"
}

variable "big_instance_type" {
  type = string
}

variable "node_instance_types" {
  type    = list(string)
  default = ["g5.xlarge", "m6i.xlarge"]
}

output "types" {
  value = var.node_instance_types
}
