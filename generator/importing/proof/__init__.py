"""proof: the words of a source, the document that was built of it -> what was found again in order, lost, invented.

The words come from a simple reader of the source that has no part in the import; the document's are those that print.
"""

from generator.importing.proof.hold import prove
from generator.importing.proof.values import Difference, Kind, Proof, Row, Said

__all__ = ["Difference", "Kind", "Proof", "Row", "Said", "prove"]
