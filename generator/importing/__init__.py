"""Import: a document that an office already has -> a plan in YAML that builds, and says where it doubts.

A file is read into a `Sheet` (what stands in it, block by block, with line numbers), its parts are found and its
outline understood (`Draft`), what is data becomes typed, the plan is written with every doubt at its place, built,
and its words are held against those of the source.
"""
