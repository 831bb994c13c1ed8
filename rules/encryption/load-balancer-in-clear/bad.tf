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
  protocol          = "HTTP" # expect

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.vllm.arn
  }
}

resource "aws_lb_target_group" "vllm" {
  name     = "vllm"
  port     = 8000
  protocol = "HTTP"
  vpc_id   = aws_vpc.ml.id
}
