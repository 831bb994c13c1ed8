resource "aws_s3vectors_index" "manuals" {
  index_name         = "manuals"
  vector_bucket_name = "knowledge"
  data_type          = "float32"
  distance_metric    = "cosine"
  dimension          = 1024
}

resource "aws_bedrockagent_knowledge_base" "manuals" {
  name     = "manuals"
  role_arn = aws_iam_role.knowledge.arn

  knowledge_base_configuration {
    type = "VECTOR"

    vector_knowledge_base_configuration {
      embedding_model_arn = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0"

      embedding_model_configuration {
        bedrock_embedding_model_configuration {
          dimensions = 1024
        }
      }
    }
  }

  storage_configuration {
    type = "S3_VECTORS"

    s3_vectors_configuration {
      index_arn = aws_s3vectors_index.manuals.index_arn
    }
  }
}
