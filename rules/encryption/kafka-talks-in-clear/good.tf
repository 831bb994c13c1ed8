resource "aws_msk_cluster" "features" {
  cluster_name           = "features"
  kafka_version          = "3.7.x"
  number_of_broker_nodes = 3

  encryption_info {
    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }
}

# TLS alone is what the service makes by itself
resource "aws_msk_cluster" "labels" {
  cluster_name           = "labels"
  kafka_version          = "3.7.x"
  number_of_broker_nodes = 3
}
