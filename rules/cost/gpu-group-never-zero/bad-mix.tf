resource "aws_launch_template" "base" {
  image_id = "ami-0a1b2c3d4e5f60718"
}

resource "aws_autoscaling_group" "mixed" {
  min_size = 1 # expect
  max_size = 4

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.base.id
      }

      override {
        instance_type = "g5.xlarge"
      }

      override {
        instance_type = "g6.xlarge"
      }
    }
  }
}

resource "aws_launch_template" "gpu" {
  instance_type = "g6.xlarge"
}

resource "aws_autoscaling_group" "spot" {
  min_size = 1 # expect
  max_size = 4

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.gpu.id
      }
    }
  }
}

resource "aws_launch_configuration" "old" {
  image_id      = "ami-0a1b2c3d4e5f60718"
  instance_type = "p3.2xlarge"
}

resource "aws_autoscaling_group" "old" {
  min_size             = 1 # expect
  max_size             = 1
  launch_configuration = aws_launch_configuration.old.name
}
