variable "db_password" {
  type      = string
  sensitive = true
}

variable "hub_token" {
  type    = string
  default = ""
}

variable "secret" {
  type    = string
  default = "churn/database"
}

variable "max_tokens" {
  type    = number
  default = 4096
}
