"""Correct documents of several origins, and every requirement of the decree broken in them, one at a time."""
