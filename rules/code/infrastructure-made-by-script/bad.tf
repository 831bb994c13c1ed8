resource "null_resource" "endpoint" {
  provisioner "local-exec" {
    command = "aws sagemaker create-endpoint --endpoint-name churn --endpoint-config-name churn" # expect
  }
}

resource "terraform_data" "index" {
  provisioner "local-exec" {
    command = "gcloud ai indexes create --display-name=items" # expect
  }
}
