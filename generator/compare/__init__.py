"""What stayed, what went, what came, what moved: between two sentences, and between two lists of them."""
