variable "hub_token" { # expect
  type = string
}

output "set" {
  value = var.hub_token != ""
}
