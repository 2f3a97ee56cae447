"""A plan and its units' plans -> every target given out against what the units come to."""
