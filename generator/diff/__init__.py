"""What changed between two plans, by matter: `diff.diff` compares, `text` and `page` tell."""
