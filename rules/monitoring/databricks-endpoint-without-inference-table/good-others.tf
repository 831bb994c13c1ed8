# A route to a model of somebody else, and an endpoint that is still without a model.
resource "databricks_model_serving" "outside" {
  name = "outside"

  config {
    served_entities {
      name = "chat"

      external_model {
        name     = "claude"
        provider = "anthropic"
        task     = "llm/v1/chat"
      }
    }
  }
}

resource "databricks_model_serving" "empty" {
  name = "empty"
}
