# The model decides the length, or another kind of store has it.
resource "aws_bedrockagent_knowledge_base" "manuals" {
  name     = "manuals"
  role_arn = "arn:aws:iam::111122223333:role/knowledge"

  knowledge_base_configuration {
    type = "VECTOR"

    vector_knowledge_base_configuration {
      embedding_model_arn = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v1"
    }
  }

  storage_configuration {
    type = "S3_VECTORS"

    s3_vectors_configuration {
      index_arn = "arn:aws:s3vectors:eu-west-1:111122223333:bucket/knowledge/index/manuals"
    }
  }
}

resource "aws_bedrockagent_knowledge_base" "tickets" {
  name     = "tickets"
  role_arn = "arn:aws:iam::111122223333:role/knowledge"

  knowledge_base_configuration {
    type = "VECTOR"

    vector_knowledge_base_configuration {
      embedding_model_arn = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0"

      embedding_model_configuration {
        bedrock_embedding_model_configuration {
          dimensions = 512
        }
      }
    }
  }

  storage_configuration {
    type = "OPENSEARCH_SERVERLESS"
  }
}
