"""Go's regular expressions: their syntax, and a machine that runs them in linear time."""
