"""A register of units that staff keep (CSV, Excel, YAML) -> units with names, parents, figures and dates."""
