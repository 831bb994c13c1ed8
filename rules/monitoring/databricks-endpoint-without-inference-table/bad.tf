resource "databricks_model_serving" "ranking" { # expect
  name = "ranking"

  config {
    served_entities {
      entity_name           = "ml.ranking.model"
      entity_version        = "7"
      workload_size         = "Small"
      scale_to_zero_enabled = false
    }
  }
}

resource "databricks_model_serving" "off" {
  name = "off"

  config {
    served_entities {
      entity_name           = "ml.ranking.model"
      entity_version        = "7"
      workload_size         = "Small"
      scale_to_zero_enabled = false
    }

    auto_capture_config {
      enabled = false
    }
  }

  ai_gateway {
    inference_table_config {
      enabled = false # expect
    }
  }
}
