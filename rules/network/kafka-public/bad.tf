resource "aws_msk_cluster" "features" {
  cluster_name           = "features"
  kafka_version          = "3.7.x"
  number_of_broker_nodes = 3

  broker_node_group_info {
    instance_type   = "kafka.m7g.large"
    client_subnets  = ["subnet-a", "subnet-b", "subnet-c"]
    security_groups = ["sg-a"]

    connectivity_info {
      public_access {
        type = "SERVICE_PROVIDED_EIPS" # expect
      }
    }
  }
}
