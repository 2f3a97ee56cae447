"""What tests share: the built plans, the LibreOffice layouts, `--golden` to rewrite expected files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator import build, fonts
from generator.build import Built
from generator.render import office

ROOT = Path(__file__).parent.parent
#: The plans that came with the project; an office's own plans stand beside them and are not tested.
NAMES = [
    "ba-ria-vung-tau-2017", "da-nang-2022", "lao-cai-2024", "my-thanh-2022", "nghe-an-2025", "thach-ha-2020",
    "thpt-cao-lanh-2-2026",
]  # fmt: skip
PLANS = [ROOT / "plans" / f"{name}.yaml" for name in NAMES]
REGISTERS = [ROOT / "plans" / "lao-cai-2024" / "don-vi.csv"]
EVERYTHING = ROOT / "tests" / "plans" / "everything.yaml"


def copy_registers(folder: Path) -> None:
    """Put the registers that the plans name where copies of the plans will look for them."""
    for path in REGISTERS:
        there = folder / path.relative_to(ROOT / "plans")
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)


def documents(folder: Path) -> list[str]:
    """The names of what a folder of outputs holds for staff: without the records, and the summary of a run."""
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith((".", "tong-ket.")))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the expected files")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--golden"))


@pytest.fixture(scope="session")
def built() -> dict[str, Built]:
    """Every real plan, and the one with every element, in both formats."""
    return {path.stem: build.build(path) for path in (*PLANS, EVERYTHING)}


@pytest.fixture(scope="session")
def laid_out(built: dict[str, Built]) -> dict[str, bytes]:
    """LibreOffice's own layout of every DOCX, as tagged PDF."""
    if not office.available():
        assert not os.environ.get("KEHOACH_REQUIRE_OFFICE"), "LibreOffice is required here and is not installed"
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
    documents = {name: b.files["docx"] for name, b in built.items()}
    return office.convert(documents, fonts.font(), archival=False)


@pytest.fixture
def plan_file(tmp_path: Path):
    """Write a plan and return its path: `plan_file(text)` or `plan_file(title="…")` on the sample."""

    def write(text: str = "", name: str = "plan.yaml", **changes: str) -> Path:
        path = tmp_path / name
        path.write_text(text or sample(**changes), "utf-8")
        return path

    return write


def sample(**changes: str) -> str:
    """The smallest plan that builds, with keys replaced or added as YAML text."""
    keys = {
        "issuer": "{name: Ủy ban nhân dân xã Tân Bình, place: Tân Bình}",
        "title": "Thực hiện giảm nghèo năm 2026",
        "date": "2026-01-05",
        "number": "5",
        "sections": '[{heading: Mục đích, text: "Giảm nghèo bền vững."}]',
        "recipients": "[UBND tỉnh, {archive: VT}]",
        "signatory": "{on_behalf_of: Ủy ban nhân dân, title: Chủ tịch, name: Nguyễn Văn A}",
    } | changes
    return "".join(f"{key}: {value}\n" for key, value in keys.items() if value is not None)
