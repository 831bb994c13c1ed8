resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "aws_api_gateway_method" "predict" {
  rest_api_id   = "a1b2c3"
  resource_id   = "d4e5f6"
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_method" "preflight" {
  rest_api_id   = "a1b2c3"
  resource_id   = "d4e5f6"
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_apigatewayv2_route" "ask" {
  api_id             = "a1b2c3"
  route_key          = "POST /ask"
  authorization_type = "JWT"
  authorizer_id      = "d4e5f6"
}

resource "aws_apigatewayv2_route" "preflight" {
  api_id    = "a1b2c3"
  route_key = "OPTIONS /ask"
}
