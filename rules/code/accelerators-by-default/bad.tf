variable "training_instance_type" {
  type    = string
  default = "ml.p4d.24xlarge" # expect
}

output "type" {
  value = var.training_instance_type
}
