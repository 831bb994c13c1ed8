resource "databricks_model_serving" "ranking" {
  name = "ranking"

  config {
    served_entities {
      entity_name           = "ml.ranking.model"
      entity_version        = "7"
      workload_size         = "Small"
      scale_to_zero_enabled = true
    }
  }

  ai_gateway {
    inference_table_config {
      enabled           = true
      catalog_name      = "monitoring"
      schema_name       = "requests"
      table_name_prefix = "ranking"
    }
  }
}

resource "databricks_model_serving" "older" {
  name = "older"

  config {
    served_models {
      model_name            = "ranking"
      model_version         = "3"
      workload_size         = "Small"
      scale_to_zero_enabled = true
    }

    auto_capture_config {
      enabled      = true
      catalog_name = "monitoring"
      schema_name  = "requests"
    }
  }
}
