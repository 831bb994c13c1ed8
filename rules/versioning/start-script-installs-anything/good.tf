resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\npip install --upgrade pip\npip install -r /opt/requirements.txt torch==2.5.1\n")
}
