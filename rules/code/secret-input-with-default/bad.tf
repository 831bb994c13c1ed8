variable "db_password" {
  type    = string
  default = "Sommer2026!" # expect
}

output "length" {
  value = length(var.db_password)
}
