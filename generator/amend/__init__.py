"""A plan's file changed in place: where each value stands, and edits that touch nothing else."""
