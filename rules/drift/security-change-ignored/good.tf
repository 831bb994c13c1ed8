resource "aws_iam_role" "training" {
  name               = "training"
  assume_role_policy = "{}"

  lifecycle {
    ignore_changes = [tags, description]
  }
}
