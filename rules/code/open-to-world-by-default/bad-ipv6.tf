variable "ingress_cidr_ipv6" {
  type    = string
  default = "::/0" # expect
}

output "range" {
  value = var.ingress_cidr_ipv6
}
