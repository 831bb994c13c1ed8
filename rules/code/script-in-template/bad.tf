resource "null_resource" "wait" {
  provisioner "local-exec" { # expect
    command = "sleep 60"
  }
}
