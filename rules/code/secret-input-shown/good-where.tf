# Where the secret lies, not what it is.
variable "secrets_manager_password" {
  description = "Name of the secret"
  type        = string
  default     = "training/db"
}
