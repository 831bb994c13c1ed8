variable "security_group_id" {
  type = string
}

resource "aws_ecs_service" "mlflow" {
  name            = "mlflow"
  cluster         = aws_ecs_cluster.ml.id
  task_definition = aws_ecs_task_definition.mlflow.arn

  network_configuration {
    subnets          = aws_subnet.public[*].id
    security_groups  = [var.security_group_id]
    assign_public_ip = true # expect unsure
  }
}
