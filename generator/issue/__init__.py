"""From draft to issued: number and date filled in, the documents filed, what was issued listed and proved."""
