"""The files of a plan's units: begun from it, recorded, brought along when it is re-issued."""
