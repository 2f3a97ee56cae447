"""Many plans at once: which there are, which are to be built, built on all cores, and told."""
