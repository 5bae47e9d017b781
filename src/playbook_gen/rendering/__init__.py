"""Page values to bytes: one Jinja environment, one Markdown renderer, and nothing that could read or write a file."""
