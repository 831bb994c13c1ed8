resource "aws_iam_role" "training" {
  name               = "training"
  assume_role_policy = "{}"

  lifecycle {
    ignore_changes = [
      description,
      assume_role_policy, # expect
    ]
  }
}
