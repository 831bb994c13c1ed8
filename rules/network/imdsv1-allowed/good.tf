resource "aws_launch_template" "gpu" {
  name_prefix   = "gpu-"
  image_id      = data.aws_ssm_parameter.gpu_image.value
  instance_type = "g5.xlarge"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_instance" "tracking" {
  ami           = data.aws_ssm_parameter.gpu_image.value
  instance_type = "m6i.large"

  metadata_options {
    http_endpoint = "disabled"
  }
}

data "aws_ssm_parameter" "gpu_image" {
  name = "/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id"
}
