"""Next year's drafts from this year's plans: what moves, what is blanked, what a person must look at."""
