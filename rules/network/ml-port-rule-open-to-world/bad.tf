resource "aws_vpc_security_group_ingress_rule" "mlflow" {
  security_group_id = aws_security_group.mlflow.id
  ip_protocol       = "tcp"
  from_port         = 5000
  to_port           = 5000
  cidr_ipv4         = "0.0.0.0/0" # expect
}

resource "aws_security_group" "mlflow" {
  name   = "mlflow"
  vpc_id = aws_vpc.ml.id
}
