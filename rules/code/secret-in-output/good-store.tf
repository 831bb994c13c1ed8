# the name of a store, not what it holds
output "secrets_manager_token" {
  value = "churn/registry"
}

output "session_token" {
  value     = "…"
  ephemeral = true
}
