# What the mix says goes before the template.
resource "aws_launch_template" "gpu" {
  instance_type = "g6.xlarge"
}

resource "aws_autoscaling_group" "mixed" {
  min_size = 1
  max_size = 4

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.gpu.id
      }

      override {
        instance_type = "m6i.large"
      }
    }
  }
}

# A policy takes machines away when there is nothing to do.
resource "aws_autoscaling_group" "followed" {
  name     = "followed"
  min_size = 1
  max_size = 4

  launch_template {
    id = aws_launch_template.gpu.id
  }
}

resource "aws_autoscaling_policy" "followed" {
  name                   = "followed"
  autoscaling_group_name = aws_autoscaling_group.followed.name
  policy_type            = "TargetTrackingScaling"
}
