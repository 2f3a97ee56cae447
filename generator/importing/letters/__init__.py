"""letters: what a file says -> Unicode as Vietnam writes it (TCVN 6909:2001), and what could not be read.

`decode` turns TCVN3 and VNI into Unicode, `recognise` tells the code of texts whose font says nothing, `broken` finds
letters that are no letters, `bytes_to_text` reads a text file of whatever code. Nothing is guessed that would destroy.
Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục I.4: Unicode.
"""

from __future__ import annotations

from generator.importing.letters.broken import broken as broken
from generator.importing.letters.broken import remark as remark
from generator.importing.letters.families import Code as Code
from generator.importing.letters.families import code as code
from generator.importing.letters.legacy import Decoded as Decoded
from generator.importing.letters.legacy import decode as decode
from generator.importing.letters.legacy import habits as habits
from generator.importing.letters.legacy import recognise as recognise
from generator.importing.letters.mend import mend as mend
from generator.importing.letters.raw import bytes_to_text as bytes_to_text
