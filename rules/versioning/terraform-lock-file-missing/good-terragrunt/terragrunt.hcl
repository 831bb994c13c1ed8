inputs = {
  stage = "dev"
}
