"""A copy of the shipped pack that a test may break."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from content.checking import check
from content.loading import load_shipped, shipped_packs
from content.model import Pack


@dataclass(frozen=True)
class PackCopy:
    """A pack's folder in which texts can be replaced."""

    folder: Path

    def replace(self, file: str, old: str, new: str) -> int:
        """Replaces the first ``old`` and returns the line on which ``new`` begins."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def problems(self) -> list[str]:
        """What the check says, as a person reads it."""
        return [str(problem) for problem in check(self.folder)]


@pytest.fixture
def copy(tmp_path: Path) -> PackCopy:
    source = next(path for path in shipped_packs() if path.name == "ai-production")
    return PackCopy(Path(shutil.copytree(source, tmp_path / "pack")))


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_shipped("ai-production")
