variable "allowed_cidr_blocks" {
  type    = list(string)
  default = ["10.0.0.0/8", "0.0.0.0/0"] # expect
}

output "ranges" {
  value = var.allowed_cidr_blocks
}
