resource "awscc_sagemaker_processing_job" "prepare" {
  processing_output_config = {
    kms_key_id = "alias/training"
    outputs = [{
      output_name = "train"
      s3_output   = { s3_uri = "s3://features/train", s3_upload_mode = "EndOfJob", local_path = "/opt/ml/processing/train" }
    }]
  }
}
