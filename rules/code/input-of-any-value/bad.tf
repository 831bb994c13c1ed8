variable "instance_type" { # expect
  type = string
}

output "type" {
  value = var.instance_type
}
