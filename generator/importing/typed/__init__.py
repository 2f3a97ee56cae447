"""typed: a Draft as it was read -> the same Draft, what is data in it said as data (targets, duties, reports, money).

`typed.type` is the one verb. Nothing that prints changes: where a sentence names its figure by a placeholder, filling
it gives the very same words with the same looks, or the sentence stays as it is. What is not clear stays plain.
"""

from generator.importing.typed.grasp import grasp as type

__all__ = ["type"]
