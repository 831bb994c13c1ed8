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

variable "root_password" {
  type = object({
    password         = optional(string)
    generate         = optional(bool, true)
    rotate_each_days = optional(number, 30)
  })
  default = {}
}

variable "database_password" {
  type    = string
  default = "INSERT-THE-1ST-PASSWORD-HERE"
}
