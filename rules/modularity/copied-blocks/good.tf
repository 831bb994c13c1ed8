resource "aws_sagemaker_endpoint_configuration" "all" {
  for_each    = { churn = "ml.m5.large", ranking = "ml.g5.xlarge", search = "ml.m5.large" }
  name        = each.key
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/a"

  production_variants {
    variant_name           = "blue"
    model_name             = each.key
    instance_type          = each.value
    initial_instance_count = 2
    initial_variant_weight = 1
  }
}

resource "aws_iam_role_policy_attachment" "a" {
  role       = "training"
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "b" {
  role       = "training"
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess"
}

resource "aws_iam_role_policy_attachment" "c" {
  role       = "training"
  policy_arn = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"
}
