resource "kubernetes_manifest" "gpu" {
  manifest = {
    apiVersion = "karpenter.sh/v1"
    kind       = "NodePool"
    metadata   = { name = "gpu" }
    spec = {
      limits = { "nvidia.com/gpu" = 16 }
      template = {
        spec = {
          requirements = [{ key = "karpenter.k8s.aws/instance-family", operator = "In", values = ["g5", "p4d"] }]
        }
      }
    }
  }
}

resource "kubernetes_manifest" "namespace" {
  manifest = {
    apiVersion = "v1"
    kind       = "Namespace"
    metadata   = { name = "training" }
  }
}
