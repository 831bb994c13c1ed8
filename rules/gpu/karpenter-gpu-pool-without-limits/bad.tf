resource "kubernetes_manifest" "gpu" {
  manifest = {
    apiVersion = "karpenter.sh/v1"
    kind       = "NodePool"
    metadata   = { name = "gpu" }
    spec = { # expect
      template = {
        spec = {
          requirements = [{ key = "karpenter.k8s.aws/instance-family", operator = "In", values = ["g5", "p4d"] }]
        }
      }
    }
  }
}
