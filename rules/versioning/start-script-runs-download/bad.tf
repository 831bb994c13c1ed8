resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\ncurl -fsSL https://get.example.com/install.sh | sudo bash\n") # expect
}

resource "aws_instance" "gpu" {
  ami           = data.aws_ami.gpu.id
  instance_type = "g5.xlarge"
  user_data     = "#!/bin/bash\nsh -c \"$(wget -qO- https://get.example.com/agent.sh)\"\n" # expect
}

data "aws_ami" "gpu" {
  most_recent = true
}
