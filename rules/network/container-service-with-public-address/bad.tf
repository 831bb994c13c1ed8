resource "aws_ecs_service" "mlflow" {
  name            = "mlflow"
  cluster         = aws_ecs_cluster.ml.id
  task_definition = aws_ecs_task_definition.mlflow.arn
  launch_type     = "FARGATE"

  network_configuration {
    subnets          = aws_subnet.public[*].id
    security_groups  = [aws_security_group.mlflow.id]
    assign_public_ip = true # expect
  }
}

resource "aws_security_group" "mlflow" {
  name   = "mlflow"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# its load balancer's group in the place of its own
resource "aws_ecs_service" "vllm" {
  name            = "vllm"
  cluster         = aws_ecs_cluster.ml.id
  task_definition = aws_ecs_task_definition.vllm.arn
  launch_type     = "FARGATE"

  network_configuration {
    subnets          = aws_subnet.public[*].id
    security_groups  = [aws_security_group.load_balancer.id]
    assign_public_ip = true # expect
  }
}

resource "aws_security_group" "load_balancer" {
  name   = "vllm-load-balancer"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
