# A copy is encrypted as what it copies.
resource "aws_rds_cluster" "copy" {
  cluster_identifier            = "embeddings-copy"
  engine                        = "aurora-postgresql"
  replication_source_identifier = "arn:aws:rds:eu-west-1:111122223333:cluster:embeddings"
}
