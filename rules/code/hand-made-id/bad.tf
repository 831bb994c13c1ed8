resource "aws_sagemaker_notebook_instance" "exploration" {
  name            = "exploration"
  instance_type   = "ml.t3.medium"
  role_arn        = "arn:aws:iam::482716350914:role/notebook" # expect
  subnet_id       = "subnet-0f3a91c27be4d5608"
  security_groups = ["sg-0b7c1d2e9f4a3568d"]
}

resource "azurerm_machine_learning_compute_cluster" "gpu" {
  name                          = "gpu"
  machine_learning_workspace_id = "/subscriptions/7c0ae1f2-93b5-4d86-8e1f-2a5b90c3d7e4/resourceGroups/ml" # expect
  location                      = "westeurope"
}
