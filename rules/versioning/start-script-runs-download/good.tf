resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\nset -e\naws s3 cp s3://tools/install-1.4.0.sh /tmp/install.sh\nsh /tmp/install.sh\n")
}

resource "aws_instance" "gpu" {
  ami           = data.aws_ami.gpu.id
  instance_type = "g5.xlarge"
  user_data     = <<-EOT
    #!/bin/bash
    curl -s https://example.com/health | grep -q ok
  EOT
}

data "aws_ami" "gpu" {
  most_recent = true
}
