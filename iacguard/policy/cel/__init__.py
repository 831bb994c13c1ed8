"""CEL over Values that may be unknown."""
