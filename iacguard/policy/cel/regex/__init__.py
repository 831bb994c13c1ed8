"""Regular expressions in RE2's syntax, whose time grows with the text alone: nothing here goes back and tries again."""
