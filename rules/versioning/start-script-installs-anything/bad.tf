resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\npip install --quiet torch transformers==4.46.0\n") # expect
}
