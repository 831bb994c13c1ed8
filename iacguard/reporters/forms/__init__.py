"""The reporters: one file each, named as `--format` names it."""
