resource "aws_security_group" "jupyter" {
  name   = "jupyter"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 8888
    to_port     = 8888
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "mlflow" {
  security_group_id            = aws_security_group.mlflow.id
  ip_protocol                  = "tcp"
  from_port                    = 5000
  to_port                      = 5000
  referenced_security_group_id = aws_security_group.office.id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.mlflow.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "mlflow" {
  name   = "mlflow"
  vpc_id = aws_vpc.ml.id
}

resource "aws_security_group_rule" "out" {
  type              = "egress"
  security_group_id = aws_security_group.mlflow.id
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "metrics" {
  type              = "ingress"
  security_group_id = aws_security_group.mlflow.id
  protocol          = "udp"
  from_port         = 8000
  to_port           = 9000
  cidr_blocks       = ["0.0.0.0/0"]
}

# a load balancer answers at its listeners alone, whatever its group lets in
resource "aws_security_group" "entrance" {
  name   = "entrance"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "models" {
  security_groups = [aws_security_group.entrance.id]
  subnets         = [aws_subnet.public.id]
}

resource "aws_vpc_security_group_ingress_rule" "entrance" {
  security_group_id = aws_security_group.entrance.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

# A function answers on no port, and an endpoint inside the network has no address outside of it.
resource "aws_security_group" "function" {
  name   = "function"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lambda_function" "score" {
  function_name = "score"
  role          = "arn:aws:iam::111122223333:role/score"

  vpc_config {
    subnet_ids         = [aws_subnet.public.id]
    security_group_ids = [aws_security_group.function.id]
  }
}

resource "aws_vpc_endpoint" "bedrock" {
  vpc_id             = aws_vpc.ml.id
  service_name       = "com.amazonaws.eu-west-1.bedrock-runtime"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [aws_security_group.function.id]
}
