resource "aws_api_gateway_method" "ask" {
  rest_api_id   = aws_api_gateway_rest_api.assistant.id
  resource_id   = aws_api_gateway_resource.ask.id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

# A browser asks without a login whether it may ask
resource "aws_api_gateway_method" "preflight" {
  rest_api_id   = aws_api_gateway_rest_api.assistant.id
  resource_id   = aws_api_gateway_resource.ask.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

# A key tells callers apart and limits them
resource "aws_api_gateway_method" "metered" {
  rest_api_id      = aws_api_gateway_rest_api.assistant.id
  resource_id      = aws_api_gateway_resource.ask.id
  http_method      = "GET"
  authorization    = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_rest_api" "assistant" {
  name = "assistant"
}

resource "aws_api_gateway_resource" "ask" {
  rest_api_id = aws_api_gateway_rest_api.assistant.id
  parent_id   = aws_api_gateway_rest_api.assistant.root_resource_id
  path_part   = "ask"
}
