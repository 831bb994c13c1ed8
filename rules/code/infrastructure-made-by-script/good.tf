resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "null_resource" "kubeconfig" {
  provisioner "local-exec" {
    command = "aws eks update-kubeconfig --name training"
  }
}

resource "null_resource" "image" {
  provisioner "local-exec" {
    command = "docker build -t churn . && docker push churn"
  }
}

resource "aws_instance" "plain" {
  ami           = data.aws_ami.gpu.id
  instance_type = "g5.xlarge"

  provisioner "remote-exec" {
    inline = ["nvidia-smi"]
  }
}

data "aws_ami" "gpu" {
  most_recent = true
}
