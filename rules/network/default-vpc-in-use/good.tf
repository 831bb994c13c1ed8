data "aws_vpc" "ml" {
  tags = { Name = "ml" }
}
