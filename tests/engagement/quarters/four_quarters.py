"""The four-quarter story, told once: what moved adds up, and what is said of it is so. ``make story``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from assessment.model import Finding, Outcome
from engagement import workspaces
from engagement.demonstration.quarters import Told, tell_story
from engagement.demonstration.quarters.making import movements, text
from engagement.looks import collecting
from engagement.outside import clock
from engagement.store import Store
from engagement.watching.watched import proofs_in
from scoring.comparison import Comparison
from scoring.movement_causes import Cause
from scoring.proof_model import Standing

PARITY = "online_and_offline_features_agree"


@dataclass(frozen=True)
class Year:
    store: Store
    told: Told
    moved: tuple[Comparison, ...]

    def standing(self, quarter: int, initiative: str) -> Standing:
        """How far an initiative was proved at the end of a quarter, counted from 0."""
        place = self.told.places[quarter]
        pack = workspaces.pack_of(self.store, place.assessment)
        until = self.told.frozen[quarter].taken_at
        with self.store.reading() as tx:
            found = proofs_in(tx, place.assessment.id, pack, place.use_case.traits, until)
        return found[initiative].standing

    def seen(self, quarter: int, probe: str) -> Finding:
        """What a probe found in a quarter."""
        found = collecting.findings(self.store, self.told.places[quarter].assessment.id)
        return next(item for item in found if item.probe == probe)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("year")
    store = Store.open(f"sqlite:///{folder / 'year.db'}")
    end = clock.now().replace(second=0, microsecond=0)
    told = tell_story(store, folder, end, lambda _: None)
    yield Year(store, told, movements(store, told))
    store.close()


def test_the_shares_of_every_movement_sum_to_it(year: Year) -> None:
    assert len(year.moved) == 3
    for quarter in year.moved:
        assert quarter.comparable
        assert quarter.index_after
        assert quarter.index_before
        assert sum(part.levels for part in quarter.parts) == pytest.approx(
            quarter.index_after - quarter.index_before, abs=1e-9
        )
        for item in quarter.movements:
            shares = sum(part.levels for part in item.parts)
            assert shares == pytest.approx(item.after - item.before, abs=1e-9)


def test_the_rows_of_the_page_add_up_as_printed(year: Year) -> None:
    page = text(year.store, year.told)
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if re.match(r"\| .*\d\.\d{4}", line)
    ]
    assert len(rows) > len(year.moved)
    for row in rows:
        figures = row[1 : len(Cause) + 3]
        before, *shares, after = (float(cell.replace("\N{MINUS SIGN}", "-")) for cell in figures)
        assert before + sum(shares) == pytest.approx(after, abs=0.0005)


def test_one_initiative_is_proved_by_readings_and_one_regressed(year: Year) -> None:
    assert year.standing(2, "I-DATA-05") is not Standing.PROVED
    assert year.standing(3, "I-DATA-05") is Standing.PROVED
    assert year.standing(2, "I-REL-02") is not Standing.REGRESSED
    assert year.standing(3, "I-REL-02") is Standing.REGRESSED
    assert all(item.read for item in year.told.readings)


def test_what_rose_on_word_alone_is_flagged_and_what_was_shown_is_not(year: Year) -> None:
    alone = {item.capability for item in year.moved[-1].movements if item.on_word_alone}
    assert alone == {"org.change-management"}
    rose = next(item for item in year.moved[0].movements if item.capability == "eng.model-testing")
    assert rose.after > rose.before
    assert rose.parts[0].cause is Cause.WORK
    assert not rose.on_word_alone


def test_a_probe_that_can_look_at_last_counts_as_reach(year: Year) -> None:
    assert year.seen(2, PARITY).outcome is Outcome.UNAVAILABLE
    assert year.seen(3, PARITY).outcome is Outcome.PRESENT
    moved = next(
        item for item in year.moved[-1].movements if item.capability == "data.feature-store"
    )
    assert Cause.REACH in {part.cause for part in moved.parts}


def test_ci_that_a_commit_added_is_work_done(year: Year) -> None:
    rose = next(item for item in year.moved[0].movements if item.capability == "eng.ci-cd")
    shares = {part.cause: part.levels for part in rose.parts}
    assert shares[Cause.WORK] > 0.5
    assert Cause.REACH not in shares


def test_what_the_client_changed_in_the_pack_is_the_packs_part(year: Year) -> None:
    by_pack = [
        sum(part.levels for part in item.parts if part.cause is Cause.PACK) for item in year.moved
    ]
    assert by_pack[:2] == [0, 0]
    under = year.moved[-1].under
    assert under
    assert under.index
    assert by_pack[2] == pytest.approx(under.index - (year.moved[-1].index_before or 0))
    assert by_pack[2] != 0


def test_another_day_and_minute_of_telling_gives_the_same_figures(
    year: Year, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("again")
    store = Store.open(f"sqlite:///{folder / 'year.db'}")
    end = year.told.ended - timedelta(days=2, hours=7, minutes=37)
    again = tell_story(store, folder, end, lambda _: None)
    pages = [figures(text(one, told)) for one, told in ((year.store, year.told), (store, again))]
    store.close()
    assert pages[0] == pages[1]


def figures(page: str) -> list[str]:
    """All that the page tells but for its days."""
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    return re.sub(rf"\d+\s({months})\s\d{{4}}", "a day", page).splitlines()


def test_the_repository_is_seen_to_grow(year: Year) -> None:
    found = [collecting.findings(year.store, one.assessment.id) for one in year.told.places]
    seen = [
        sum(item.outcome is Outcome.PRESENT for item in held if item.source_kind == "repository")
        for held in found
    ]
    assert seen[0] < seen[1] <= seen[2] < seen[3]


def test_the_second_use_case_begins_with_what_the_first_one_answered(year: Year) -> None:
    assert len(year.told.carried) > 5
    assert set(year.told.carried.values()) == {year.told.places[0].use_case.name}
    began = year.told.second.assessment.started_at
    assert began > year.told.frozen[1].taken_at + timedelta(days=80)
