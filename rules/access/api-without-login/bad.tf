resource "aws_api_gateway_method" "ask" {
  rest_api_id   = aws_api_gateway_rest_api.assistant.id
  resource_id   = aws_api_gateway_resource.ask.id
  http_method   = "POST"
  authorization = "NONE" # expect
}

variable "login" {
  type = string
}

resource "aws_api_gateway_method" "given" {
  rest_api_id   = aws_api_gateway_rest_api.assistant.id
  resource_id   = aws_api_gateway_resource.ask.id
  http_method   = "GET"
  authorization = var.login # expect unsure
}

resource "aws_api_gateway_rest_api" "assistant" {
  name = "assistant"
}

resource "aws_api_gateway_resource" "ask" {
  rest_api_id = aws_api_gateway_rest_api.assistant.id
  parent_id   = aws_api_gateway_rest_api.assistant.root_resource_id
  path_part   = "ask"
}
