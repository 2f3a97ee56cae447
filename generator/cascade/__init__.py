"""A plan and the files it extends -> one plan: inheritance by id, units as data, figures that add up."""
