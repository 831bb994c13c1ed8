"""What is declared held against what is deployed; unknown is never drift."""
