resource "aws_batch_job_queue" "training" {
  name     = "training"
  state    = "ENABLED"
  priority = 1
}
