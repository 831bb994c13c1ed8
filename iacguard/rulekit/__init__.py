"""What one needs to write rules: fixtures that are tests, a folder to begin with, the schema that editors check by."""
