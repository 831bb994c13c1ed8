variable "training_instance_type" {
  type    = string
  default = "ml.p4d.24xlarge" # expect
}

output "type" {
  value = var.training_instance_type
}

variable "node_instance_types" {
  type    = list(string)
  default = ["g5.xlarge", "p4d.24xlarge"] # expect
}

output "types" {
  value = var.node_instance_types
}
