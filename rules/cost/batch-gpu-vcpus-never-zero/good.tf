resource "aws_batch_compute_environment" "training" {
  name         = "training"
  type         = "MANAGED"
  service_role = aws_iam_role.batch.arn

  compute_resources {
    type               = "EC2"
    instance_role      = aws_iam_instance_profile.batch.arn
    instance_type      = ["g5.12xlarge"]
    min_vcpus          = 0
    max_vcpus          = 384
    subnets            = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.batch.id]
  }
}

resource "aws_batch_compute_environment" "etl" {
  name         = "etl"
  type         = "MANAGED"
  service_role = aws_iam_role.batch.arn

  compute_resources {
    type               = "EC2"
    instance_role      = aws_iam_instance_profile.batch.arn
    instance_type      = ["optimal"]
    min_vcpus          = 4
    max_vcpus          = 64
    subnets            = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.batch.id]
  }
}
