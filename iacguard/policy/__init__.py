"""What a rule is and how it is judged; blind to formats and reporters."""
