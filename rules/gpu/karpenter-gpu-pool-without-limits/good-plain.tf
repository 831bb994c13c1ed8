# A pool of plain machines.
resource "kubernetes_manifest" "plain" {
  manifest = {
    apiVersion = "karpenter.sh/v1"
    kind       = "NodePool"
    metadata   = { name = "plain" }
    spec = {
      template = {
        spec = {
          requirements = [{ key = "karpenter.k8s.aws/instance-family", operator = "In", values = ["m7i", "c7i"] }]
        }
      }
    }
  }
}
