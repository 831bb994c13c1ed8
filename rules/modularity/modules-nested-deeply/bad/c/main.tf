module "d" { # expect
  source = "../d"
}
