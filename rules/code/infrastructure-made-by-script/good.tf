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

# What a command clears away when its resource goes does not stay behind.
resource "aws_bedrockagent_agent" "support" {
  agent_name              = "support"
  agent_resource_role_arn = "arn:aws:iam::111122223333:role/support"
  foundation_model        = "anthropic.claude-sonnet-4-20250514-v1:0"

  provisioner "local-exec" {
    when    = destroy
    command = "aws bedrock-agent delete-agent-version --agent-id ${self.id} --agent-version 1"
  }
}
