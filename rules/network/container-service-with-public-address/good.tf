# no way out but its own address, and no way in but the load balancer
resource "aws_ecs_service" "mlflow" {
  name            = "mlflow"
  cluster         = aws_ecs_cluster.ml.id
  task_definition = aws_ecs_task_definition.mlflow.arn
  launch_type     = "FARGATE"

  network_configuration {
    subnets          = aws_subnet.public[*].id
    security_groups  = [aws_security_group.mlflow.id]
    assign_public_ip = true
  }
}

resource "aws_security_group" "mlflow" {
  name   = "mlflow"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port       = 5000
    to_port         = 5000
    protocol        = "tcp"
    security_groups = [aws_security_group.load_balancer.id]
  }
}

resource "aws_security_group" "load_balancer" {
  name   = "mlflow-load-balancer"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_service" "vllm" {
  name            = "vllm"
  cluster         = aws_ecs_cluster.ml.id
  task_definition = aws_ecs_task_definition.vllm.arn

  network_configuration {
    subnets         = aws_subnet.private[*].id
    security_groups = [aws_security_group.load_balancer.id]
  }
}
