resource "aws_lb" "chat" {
  name            = "chat"
  subnets         = aws_subnet.public[*].id
  security_groups = [aws_security_group.web.id]
}

resource "aws_security_group" "web" {
  name   = "chat-web"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 80
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.chat.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"
    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.chat.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.chat.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.vllm.arn
  }
}

resource "aws_lb" "tracking" {
  name     = "mlflow"
  internal = true
  subnets  = aws_subnet.private[*].id
}

resource "aws_lb_listener" "tracking" {
  load_balancer_arn = aws_lb.tracking.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.mlflow.arn
  }
}

# the distribution in front of it alone gets in
resource "aws_lb" "behind" {
  name            = "behind"
  subnets         = aws_subnet.public[*].id
  security_groups = [aws_security_group.distribution.id]
}

resource "aws_security_group" "distribution" {
  name   = "distribution"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port       = 80
    to_port         = 80
    protocol        = "tcp"
    prefix_list_ids = ["pl-3b927c52"]
  }
}

resource "aws_lb_listener" "behind" {
  load_balancer_arn = aws_lb.behind.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.vllm.arn
  }
}
