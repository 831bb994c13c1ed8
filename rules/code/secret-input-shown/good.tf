variable "hub_token" {
  type      = string
  sensitive = true
}

variable "token_ttl" {
  type = string
}

variable "needs_token" {
  type = bool
}

variable "db_secret_arn" {
  type = string
}
