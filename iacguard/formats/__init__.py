"""Formats turn files into resources; blind to rules and reporters."""
