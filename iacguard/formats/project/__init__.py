"""What a repository says besides its templates: pipelines, roots, and what should not lie in it."""
