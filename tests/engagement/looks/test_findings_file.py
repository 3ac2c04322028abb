"""The file from inside the client's network: whole, unchanged, not trusted for its meaning."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Bearing, Finding, Outcome, Place
from assessment.sources import Made, Request, Source
from engagement.faults import Refused
from engagement.looks import collecting, findings_file
from engagement.store import audit, evidence
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import CAPABILITY, START, Eyes, Lab

ROOM = Source(id="room-1", kind="room", name="Cellar", address="12", secret="rooms")
MADE = (
    Made(
        request=Request(verb="GET", what="12", why="w"),
        at=START, bytes=9, milliseconds=1, status="200",
    ),
)  # fmt: skip


def _file(*found: Finding, at: datetime = START + timedelta(hours=1)) -> bytes:
    return findings_file.write(
        found or (Eyes().saw(Outcome.ABSENT),), MADE, "Rana Haddad", at, (ROOM,)
    )


def _placed(entries: tuple[tuple[str, Source, Finding], ...]) -> bytes:
    """A file whose sources have these ids, and what was found at each."""
    found = tuple(
        item.model_copy(update={"id": f"{place} {item.id}", "source": place})
        for place, _, item in entries
    )
    listed = tuple(source.model_copy(update={"id": place}) for place, source, _ in entries)
    return findings_file.write(found, MADE, "Rana Haddad", START + timedelta(hours=1), listed)


def _seen(desk: Desk) -> dict[str, Outcome]:
    """What counts now of the one probe, by the name of each imported source."""
    kept = {item.source: item.outcome for item in collecting.findings(desk.store, desk.id)}
    named = {item.id: item.name for item in collecting.all_sources(desk.store, desk.id)}
    assert kept.keys() == named.keys()
    return {named[source]: outcome for source, outcome in kept.items()}


def _tampered(change: Callable[[dict[str, Any]], object]) -> bytes:
    whole = json.loads(_file())
    change(whole)
    return json.dumps(whole).encode()


@given(st.lists(st.sampled_from(Outcome), max_size=4), st.text(max_size=30))
def test_what_is_written_is_read_back(outcomes: list[Outcome], name: str) -> None:
    found = tuple(Eyes().saw(outcome, minute) for minute, outcome in enumerate(outcomes))
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    given_back = findings_file.read(findings_file.write(found, MADE, name, START))
    assert (given_back.findings, given_back.made, given_back.ran_by) == (found, MADE, name)


def test_the_file_names_no_secret() -> None:
    assert findings_file.read(_file()).sources[0].secret == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole["findings"][0].update(outcome="present"),
        lambda whole: whole.update(ran_by="Somebody else"),
        lambda whole: whole["made"].clear(),
        lambda whole: whole.update(digest="0" * 64),
        lambda whole: whole.pop("digest"),
    ],
)
def test_a_file_that_was_changed_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(Refused, match="changed after it was written"):
        findings_file.read(_tampered(change))


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"{}", b"[" * 100_000])
def test_what_is_no_findings_file_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match="not a findings file"):
        findings_file.read(content)


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    with pytest.raises(Refused, match="larger than 20 MB"):
        findings_file.read(b" " * (findings_file.LARGEST + 1))


@pytest.mark.usefixtures("lab")
class TestImported:
    """What an import keeps."""

    def test_it_is_a_look_of_the_person_who_ran_it(self, desk: Desk) -> None:
        run = collecting.import_findings(desk.store, desk.id, _file(), "Kim")
        assert (run.started_by, run.state, run.done) == ("Rana Haddad", "finished", 1)
        assert "Imported by Kim" in run.message
        told = collecting.requests_made(desk.store, desk.id)
        assert tuple(made for _, made in told) == MADE
        with desk.store.reading() as tx:
            assert audit.events(tx)[-1].details["digest"] == findings_file.read(_file()).digest

    def test_what_a_finding_means_comes_from_the_shipped_probe(self, desk: Desk) -> None:
        forged = Eyes().saw(Outcome.PRESENT).model_copy(
            update={
                "statement": "Everything is perfect.",
                "bearings": (Bearing(pack="ai-production", capability="eng.ci-cd", anchor=5),),
                "valid_until": START + timedelta(days=9999),
            }
        )  # fmt: skip
        collecting.import_findings(desk.store, desk.id, _file(forged), "Kim")
        (kept,) = collecting.findings(desk.store, desk.id)
        assert kept.statement == "The lamp-lit holds."
        assert [item.capability for item in kept.bearings] == [CAPABILITY]
        assert kept.valid_until == START + timedelta(days=30)

    def test_a_probe_that_this_version_does_not_have_is_left_out_and_counted(
        self, desk: Desk
    ) -> None:
        found = (Eyes(probe="unheard-of").saw(Outcome.PRESENT), Eyes().saw(Outcome.ABSENT))
        run = collecting.import_findings(desk.store, desk.id, _file(*found), "Kim")
        assert [item.probe for item in collecting.findings(desk.store, desk.id)] == ["lamp-lit"]
        assert "1 of probes that this version does not know were left out" in run.message

    def test_a_link_that_a_browser_should_not_follow_is_dropped(self, desk: Desk) -> None:
        places = tuple(
            Place(label="there", url=url)
            for url in (
                "javascript:alert(1)",
                "https://kim:x@rooms.example/",
                "https://ok.example/",
            )
        )
        found = Eyes().saw(Outcome.ABSENT).model_copy(update={"places": places})
        collecting.import_findings(desk.store, desk.id, _file(found), "Kim")
        (kept,) = collecting.findings(desk.store, desk.id)
        assert [place.url for place in kept.places] == ["", "", "https://ok.example/"]

    def test_the_same_file_is_not_taken_twice(self, desk: Desk) -> None:
        collecting.import_findings(desk.store, desk.id, _file(), "Kim")
        with pytest.raises(Refused, match="imported already"):
            collecting.import_findings(desk.store, desk.id, _file(), "Kim")

    def test_two_assessments_can_take_the_same_file(self, desk: Desk) -> None:
        other = open_desk(desk.store, client="Other")
        for place in (desk, other):
            collecting.import_findings(desk.store, place.id, _file(), "Kim")
            assert len(collecting.findings(desk.store, place.id)) == 1

    def test_a_later_file_of_the_same_source_replaces_the_earlier(self, desk: Desk) -> None:
        collecting.import_findings(desk.store, desk.id, _file(), "Kim")
        later = Eyes().saw(Outcome.PRESENT, minute=5)
        collecting.import_findings(desk.store, desk.id, _file(later), "Kim")
        (kept,) = collecting.findings(desk.store, desk.id)
        assert kept.outcome is Outcome.PRESENT

    def test_the_newest_observation_counts_whichever_file_comes_last(self, desk: Desk) -> None:
        for minute, outcome in ((5, Outcome.PRESENT), (0, Outcome.ABSENT)):
            content = _file(Eyes().saw(outcome, minute))
            collecting.import_findings(desk.store, desk.id, content, "Kim")
        (kept,) = collecting.findings(desk.store, desk.id)
        assert kept.outcome is Outcome.PRESENT

    @pytest.mark.parametrize(
        "change", [{"kind": "hall"}, {"address": "13"}, {"options": {"floor": "2"}}]
    )
    def test_two_sources_with_one_place_in_two_files_stay_two(
        self, change: dict[str, Any], desk: Desk
    ) -> None:
        other = ROOM.model_copy(update={"name": "Other", **change})
        for minute, (source, outcome) in enumerate(
            ((ROOM, Outcome.ABSENT), (other, Outcome.PRESENT))
        ):
            content = _placed((("file-1", source, Eyes().saw(outcome, minute)),))
            collecting.import_findings(desk.store, desk.id, content, "Kim")
        assert _seen(desk) == {"Cellar": Outcome.ABSENT, "Other": Outcome.PRESENT}

    def test_a_file_in_another_order_speaks_of_the_same_sources(self, desk: Desk) -> None:
        attic = ROOM.model_copy(update={"name": "Attic", "address": "99"})
        first = (
            ("file-1", ROOM, Eyes().saw(Outcome.ABSENT)),
            ("file-2", attic, Eyes().saw(Outcome.ABSENT)),
        )
        second = (
            ("file-1", attic, Eyes().saw(Outcome.ABSENT, 5)),
            ("file-2", ROOM, Eyes().saw(Outcome.PRESENT, 5)),
        )
        for entries in (first, second):
            collecting.import_findings(desk.store, desk.id, _placed(entries), "Kim")
        assert _seen(desk) == {"Cellar": Outcome.PRESENT, "Attic": Outcome.ABSENT}

    def test_a_source_is_one_by_whatever_name_and_id_two_people_call_it(self, desk: Desk) -> None:
        renamed = ROOM.model_copy(update={"name": "Basement"})
        for minute, (place, source) in enumerate((("file-1", ROOM), ("9f3c", renamed))):
            content = _placed(((place, source, Eyes().saw(Outcome.ABSENT, minute)),))
            collecting.import_findings(desk.store, desk.id, content, "Kim")
        assert _seen(desk) == {"Cellar": Outcome.ABSENT}

    def test_a_source_that_was_imported_long_ago_is_found_again_by_what_it_is(
        self, desk: Desk
    ) -> None:
        before = ROOM.model_copy(update={"id": "of-an-earlier-version", "address": "12/"})
        with desk.store.writing() as tx:
            evidence.add_source(tx, desk.id, before, START, imported=True)
        collecting.import_findings(desk.store, desk.id, _file(), "Kim")
        (kept,) = collecting.findings(desk.store, desk.id)
        assert kept.source == before.id
        assert len(collecting.all_sources(desk.store, desk.id)) == 1

    def test_one_source_listed_twice_in_a_file_is_one(self, desk: Desk) -> None:
        twice = tuple(
            (f"file-{minute + 1}", ROOM, Eyes().saw(outcome, minute))
            for minute, outcome in enumerate((Outcome.ABSENT, Outcome.PRESENT))
        )
        collecting.import_findings(desk.store, desk.id, _placed(twice), "Kim")
        assert _seen(desk) == {"Cellar": Outcome.PRESENT}

    def test_places_that_two_files_do_not_describe_are_never_taken_for_one(
        self, desk: Desk
    ) -> None:
        for minute, outcome in enumerate((Outcome.ABSENT, Outcome.PRESENT)):
            found = Eyes(source="file-1").saw(outcome, minute)
            content = findings_file.write((found,), MADE, "Rana", START + timedelta(hours=1))
            collecting.import_findings(desk.store, desk.id, content, "Kim")
        assert len(collecting.findings(desk.store, desk.id)) == 2

    def test_its_sources_are_named_and_not_looked_at_from_here(self, desk: Desk) -> None:
        collecting.import_findings(desk.store, desk.id, _file(), "Kim")
        (kept,) = collecting.findings(desk.store, desk.id)
        (source,) = collecting.all_sources(desk.store, desk.id)
        assert (source.name, source.id) == ("Cellar", kept.source)
        assert collecting.sources(desk.store, desk.id) == ()

    def test_where_they_could_not_look_stays_known_like_the_rest(self, desk: Desk) -> None:
        found = Eyes().saw(Outcome.UNAVAILABLE)
        collecting.import_findings(desk.store, desk.id, _file(found), "Kim")
        (kept,) = collecting.findings(desk.store, desk.id)
        assert kept.outcome is Outcome.UNAVAILABLE

    def test_a_file_from_the_future_is_refused(self, desk: Desk) -> None:
        content = _file(at=datetime.now(UTC) + timedelta(days=1))
        with pytest.raises(Refused, match="future"):
            collecting.import_findings(desk.store, desk.id, content, "Kim")

    def test_whoever_takes_it_in_gives_a_name(self, desk: Desk) -> None:
        with pytest.raises(Refused, match="Give your name"):
            collecting.import_findings(desk.store, desk.id, _file(), " ")


def test_an_import_hides_neither_how_our_last_look_ended_nor_one_that_runs(
    desk: Desk, lab: Lab
) -> None:
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    run = collecting.look(desk.store, desk.id, stopped=lambda: True)
    brought = collecting.import_findings(desk.store, desk.id, _file(), "Kim")
    assert collecting.last_run(desk.store, desk.id) == run
    assert run.state == "stopped"
    assert collecting.last_import(desk.store, desk.id) == brought
    (source,) = collecting.imported_sources(desk.store, desk.id)
    assert source.name == "Cellar"


def test_looking_later_and_importing_lie_side_by_side(desk: Desk, lab: Lab) -> None:
    collecting.import_findings(desk.store, desk.id, _file(), "Kim")
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    assert len(collecting.findings(desk.store, desk.id)) == 3
