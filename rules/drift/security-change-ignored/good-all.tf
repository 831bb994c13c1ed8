# Everything ignored is the business of another rule, nothing ignored of none.
resource "aws_security_group" "training" {
  name = "training"

  lifecycle {
    ignore_changes = all
  }
}

resource "aws_security_group" "serving" {
  name = "serving"
}
