resource "aws_iam_role" "predict" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "predict" {
  role = aws_iam_role.predict.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sagemaker:InvokeEndpoint", Resource = "arn:aws:sagemaker:*:*:endpoint/churn" }]
  })
}

resource "aws_lambda_function" "predict" {
  function_name = "predict"
  role          = aws_iam_role.predict.arn
}

resource "aws_lambda_function_url" "predict" {
  function_name      = aws_lambda_function.predict.function_name
  authorization_type = "NONE" # expect
}
