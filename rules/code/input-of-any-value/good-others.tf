variable "title" {
  description = "Any text is right for a title"
  type        = string
  default     = "training"
}

variable "stage" {
  description = "A number of its own"
  type        = number
  default     = 1
}
