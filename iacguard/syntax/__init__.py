"""Text to Values with spans: YAML and JSON."""
