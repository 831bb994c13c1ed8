variable "allowed_cidr_blocks" {
  type    = list(string)
  default = ["10.0.0.0/8"]
}

variable "vpc_cidr" {
  type    = string
  default = "10.20.0.0/16"
}

variable "egress_cidr" {
  type    = string
  default = "0.0.0.0/0"
}
