variable "name" {
  type = string
}

resource "aws_s3_bucket" "training" {
  bucket = "${var.name}-training"
}
