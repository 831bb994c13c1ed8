region    = "eu-west-1"
hub_token = "8f14e45fceea167a5a36" # expect
