"""What was measured is kept by area, and told with its day and machine."""

from pathlib import Path

import pytest

from benchmarks import kept
from benchmarks.kept import Area
from benchmarks.measure import Row


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FILE", tmp_path / "benchmarks.json")


def measured(name: str, subject: float, when: str = "on Monday") -> Area:
    row = Row(name=f"A {name}", subject=subject, peer=2, peer_name="a stone", limit=3)
    return Area(name=name, measured=when, rows=[row])


def test_an_area_that_is_measured_again_leaves_the_others_as_they_were() -> None:
    kept.keep(measured("report", 1))
    kept.keep(measured("workbook", 1))
    kept.keep(measured("report", 5, "on Tuesday"))
    assert [(item.name, item.rows[0].ratio) for item in kept.areas()] == [
        ("report", 2.5), ("workbook", 0.5),
    ]  # fmt: skip
    page = kept.page()
    assert "| report | A report | 5.000 s | a stone | 2.000 s | 2.5 | 3 |" in page
    assert "- Measured on Tuesday: report." in page
    assert "- Measured on Monday: workbook." in page


def test_what_was_measured_at_one_time_is_told_in_one_line() -> None:
    kept.keep(measured("report", 1))
    kept.keep(measured("workbook", 1))
    assert kept.page().endswith("Measured on Monday.\n")


def test_a_readme_without_its_two_marks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "README.md").write_text("# Nothing of speed")
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    with pytest.raises(ValueError, match="needs"):
        kept.readme()
