resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "aws_api_gateway_method" "predict" {
  rest_api_id   = "a1b2c3"
  resource_id   = "d4e5f6"
  http_method   = "POST"
  authorization = "NONE" # expect
}

resource "aws_apigatewayv2_route" "ask" { # expect
  api_id    = "a1b2c3"
  route_key = "POST /ask"
}

resource "aws_apigatewayv2_route" "said" {
  api_id             = "a1b2c3"
  route_key          = "POST /said"
  authorization_type = "NONE" # expect
}

# of a module that nobody gave an authorizer
variable "authorization" {
  description = "How callers are told apart"
  type        = string
  default     = null
}

resource "aws_apigatewayv2_route" "given" {
  api_id             = "a1b2c3"
  route_key          = "POST /given"
  authorization_type = var.authorization # expect
}
