resource "aws_launch_template" "gpu" { # expect
  name_prefix   = "gpu-"
  image_id      = data.aws_ssm_parameter.gpu_image.value
  instance_type = "g5.xlarge"
}

resource "aws_launch_template" "ray" {
  name_prefix   = "ray-"
  image_id      = data.aws_ssm_parameter.gpu_image.value
  instance_type = "g5.xlarge"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "optional" # expect
  }
}

data "aws_ssm_parameter" "gpu_image" {
  name = "/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id"
}

resource "aws_launch_configuration" "workers" { # expect
  name_prefix   = "workers-"
  image_id      = data.aws_ssm_parameter.gpu_image.value
  instance_type = "g5.xlarge"
}
