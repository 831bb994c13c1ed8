resource "aws_emr_cluster" "features" {
  name          = "features"
  release_label = "emr-7.2.0"
  service_role  = "emr"

  auto_termination_policy {
    idle_timeout = 3600
  }
}

resource "aws_emr_cluster" "steps" {
  name                              = "steps"
  release_label                     = "emr-7.2.0"
  service_role                      = "emr"
  keep_job_flow_alive_when_no_steps = false
}
