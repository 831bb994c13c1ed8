"""iacguard: linter and policy engine for machine-learning infrastructure."""
