terraform {
  cloud {
    organization = "acme"

    workspaces {
      name = "training"
    }
  }
}
