"""render(report) -> str, pure."""
