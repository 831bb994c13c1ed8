"""Terraform's own values: types and their unification, conversions, numbers, sets."""
