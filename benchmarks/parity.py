"""Lay out each DOCX in LibreOffice and compare it with our PDF, line by line (`make parity`).

Both PDFs are read with the same reader, by their structure trees: page by page, block by block
(paragraph or cell), line by line. A line counts where both have it in the same order on the same
page; the share is of the larger count.
"""

from __future__ import annotations

import difflib
import sys
from dataclasses import dataclass
from pathlib import Path

from generator import fonts
from generator.check import pdf_text
from generator.render import office

LEAST = 0.97
GOAL = 0.99


@dataclass(frozen=True)
class Parity:
    """How far two layouts of one plan agree."""

    name: str
    ours: int
    theirs: int
    pages: tuple[int, int]
    same: int
    differences: tuple[str, ...]

    @property
    def share(self) -> float:
        """Lines that are the same, of the larger count."""
        return self.same / max(self.ours, self.theirs, 1)


def compare(name: str, ours: bytes, theirs: bytes) -> Parity:
    """Return the parity of two PDFs of one document."""
    a, b = pdf_text.read(ours), pdf_text.read(theirs)
    pages = (max((x.page for x in a), default=0), max((x.page for x in b), default=0))
    same, differences = 0, []
    for page in range(1, max(pages) + 1):
        left = [" ".join(x.text.split()) for x in a if x.page == page]
        right = [" ".join(x.text.split()) for x in b if x.page == page]
        matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
        same += sum(size for _, _, size in matcher.get_matching_blocks())
        for kind, i, j, k, m in matcher.get_opcodes():
            if kind != "equal":
                differences.append(f"page {page}: {left[i:j]} | LibreOffice {right[k:m]}")
    return Parity(name, len(a), len(b), pages, same, tuple(differences))


def measure(outputs: Path) -> list[Parity]:
    """Return the parity of every pair NAME.docx, NAME.pdf in a folder."""
    files = sorted(f for f in outputs.glob("*.docx") if f.with_suffix(".pdf").exists())
    theirs = office.convert({f.stem: f.read_bytes() for f in files}, fonts.find(), archival=False) if files else {}
    return [compare(f.stem, f.with_suffix(".pdf").read_bytes(), theirs[f.stem]) for f in files]


def main(argv: list[str]) -> int:
    """Print the parity of a folder of outputs, plan by plan."""
    if not office.available():
        print("Cần LibreOffice: sudo apt-get install libreoffice-writer-nogui", file=sys.stderr)
        return 2
    verbose = "-v" in argv
    failed = False
    found = measure(Path(next((a for a in argv if not a.startswith("-")), "outputs")))
    print(f"{'kế hoạch':34}{'trang':>8}{'LibreOffice':>13}{'dòng':>7}{'giống':>7}{'tỷ lệ':>9}")
    for p in found:
        failed |= p.share < LEAST or p.pages[0] != p.pages[1]
        print(f"{p.name:34}{p.pages[0]:>8}{p.pages[1]:>13}{max(p.ours, p.theirs):>7}{p.same:>7}{p.share:>9.2%}")
        if verbose:
            for difference in p.differences:
                print("    " + difference)
    return int(failed or not found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
