# What every case may use. `terraform_data.x.output` is unknown while planning, with the type of its input; `id` is an
# unknown text that is not null; what is decoded from an unknown has no type at all.

resource "terraform_data" "text" { input = "s3://datasets/train" }
resource "terraform_data" "number" { input = 7 }
resource "terraform_data" "json" { input = "{\"x\": [1, 2]}" }
resource "terraform_data" "bool" { input = true }
resource "terraform_data" "list" { input = tolist(["p3", "g5"]) }
resource "terraform_data" "set" { input = toset(["p3", "g5"]) }
resource "terraform_data" "map" { input = tomap({ team = "ml", env = "dev" }) }
resource "terraform_data" "object" { input = { name = "train", gpus = 8 } }
resource "terraform_data" "tuple" { input = ["train", 8] }

locals {
  list = tolist(["b", "a", "c", "a"])
  nums = tolist([3, 1, 2])
  set  = toset(["b", "a", "c"])
  map  = tomap({ team = "ml", env = "dev", owner = "data" })
  obj  = { name = "train", gpus = 8, spot = true, tags = { team = "ml" }, zones = ["a", "b"] }
  tup  = ["train", 8, true, null]
  none = null

  u_text   = terraform_data.text.output
  u_number = terraform_data.number.output
  u_bool   = terraform_data.bool.output
  u_list   = terraform_data.list.output
  u_set    = terraform_data.set.output
  u_map    = terraform_data.map.output
  u_object = terraform_data.object.output
  u_tuple  = terraform_data.tuple.output
  u_any    = jsondecode(terraform_data.json.output)
  u_id     = terraform_data.text.id

  secret   = sensitive("hunter2")
  secrets  = sensitive(["x", "y"])
  mixed    = { user = "svc", password = sensitive("hunter2") }
}
