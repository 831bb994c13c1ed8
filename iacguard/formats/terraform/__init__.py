"""Terraform and OpenTofu: parsed and evaluated."""
