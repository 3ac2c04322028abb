"""Four quarters of one client, told through the same actions that screens and commands call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from assessment.model import Answer, Grade
from assessment.sources import Options
from content.overlay import Figure
from engagement import snapshots
from engagement.answers import answering, applying
from engagement.answers.answers_file import AnswersFile, GivenAnswer, read_answers
from engagement.demonstration.quarters import growing, history
from engagement.demonstration.shipped import shipped
from engagement.looks import collecting
from engagement.model import SnapshotInfo, Workspace
from engagement.outside import clock
from engagement.packs import overlays
from engagement.plans import plan_items
from engagement.reassessment.asked_again import asked_again
from engagement.reassessment.starting import assess_again
from engagement.store import Store
from engagement.watching import WatchResult, watch
from scoring.roadmap_model import Status

QUARTER = timedelta(days=91)
WATCHED = range(36, 0, -6)
"""Days before the end of the last quarter on which the exit metrics are read again."""
BY = "the four quarters"
REVIEWER = "Prodworthy reviewer"
_FOLDER = shipped().parent / "four-quarters"
_TABLE: Options = {"event_time": "event_time", "load_time": "loaded_at", "key": "return_id"}
_SERVICE: Options = {
    "labels": {"job": "returns-fraud"}, "request_labels": {"handler": "/score"},
    "latency_p95_ms": 300.0, "availability_target": 0.999,
}  # fmt: skip

Tell = Callable[[str], object]


@dataclass(frozen=True)
class Told:
    """What the story came to: the assessments and frozen results in order, and each reading between."""

    places: tuple[Workspace, ...]
    frozen: tuple[SnapshotInfo, ...]
    second: Workspace
    carried: dict[str, str]
    """What the second use case had from the first: capability -> the use case that answered it."""
    readings: tuple[WatchResult, ...]
    ended: datetime


def tell_story(store: Store, folder: Path, end: datetime, tell: Tell) -> Told:
    """Let the four quarters happen, the last one ending at ``end`` (UTC-aware, not in the future).

    ``folder`` keeps the client's repository, tables and Prometheus. Takes about a minute. Raises
    :class:`engagement.faults.Refused` where git or Prometheus is missing.
    """
    ends = [end - QUARTER * left for left in (3, 2, 1, 0)]
    tell("Making a year of the service's history for Prometheus")
    slow = ((ends[0] - timedelta(days=40), ends[0] + timedelta(days=30)),
            (end - timedelta(days=40), end + timedelta(days=1)))  # fmt: skip
    history.make_history(folder, ends[0] - timedelta(days=35), end, slow)
    return _Story(store, folder, ends, tell).told()


class _Story:
    """One telling: keeps what the quarters have in common."""

    def __init__(self, store: Store, folder: Path, ends: list[datetime], tell: Tell) -> None:
        self._store, self._folder, self._ends, self._tell = store, folder, ends, tell
        self._given = read_answers(shipped("answers.yaml"))
        text = (_FOLDER / "quarters.yaml").read_text(encoding="utf-8")
        self._quarters: list[dict[str, Any]] = yaml.safe_load(text)["quarters"]
        self._port = history.free_port()
        self._places: list[Workspace] = []
        self._frozen: list[SnapshotInfo] = []
        self._readings: list[WatchResult] = []
        self._second: Workspace | None = None
        self._carried: dict[str, str] = {}

    def told(self) -> Told:
        """Quarter after quarter, each in its own time."""
        for number, quarter in enumerate(self._quarters):
            self._tell(f"{quarter['name']}, to {self._ends[number]:%d %B %Y}")
            repository = self._folder / "repository"
            growing.add_commits(repository, quarter["commits"], self._ends[number])
            rules = repository / "monitoring" / "alerts.yml"
            with history.serving(self._folder, rules, self._port) as address:
                self._happens(number, quarter, address)
        if self._second is None:
            raise AssertionError("the second use case begins in the third quarter")
        return Told(
            tuple(self._places), tuple(self._frozen), self._second, self._carried,
            tuple(self._readings), self._ends[-1],
        )  # fmt: skip

    def _happens(self, number: int, quarter: dict[str, Any], address: str) -> None:
        end, last = self._ends[number], number == len(self._ends) - 1
        for days in WATCHED if last else ():
            with self._at(end - timedelta(days=days), served=True):
                self._readings.append(watch(self._store, self._places[-1].assessment.id, by=BY))
        with self._at(end - timedelta(minutes=40), served=last):
            self._pack_changes(quarter)
            self._begins(address)
        with self._at(end - timedelta(minutes=30), served=last):
            self._is_answered(quarter)
        with self._at(end - timedelta(minutes=20), served=last):
            collecting.look(self._store, self._places[-1].assessment.id, started_by=BY)
        with self._at(end - timedelta(minutes=10), served=last):
            if number == 2:
                self._second_begins()
            self._is_planned(quarter)
        with self._at(end, served=last):
            info = snapshots.take(
                self._store, self._places[-1].assessment.id, note=quarter["name"], by=BY
            )
            self._frozen.append(info)

    @contextmanager
    def _at(self, moment: datetime, *, served: bool) -> Iterator[None]:
        """Stand at a moment, with the client's tables as they were then."""
        growing.make_tables(self._folder, moment, served=served)
        with clock.standing_at(moment):
            yield

    def _pack_changes(self, quarter: dict[str, Any]) -> None:
        """What the client has otherwise in the pack from now on; the next assessment begins with it."""
        for row in quarter.get("pack", ()):
            last = self._places[-1]
            overlays.change(
                self._store, client_id=last.client.id, pack_id=last.assessment.pack.id,
                whats=(Figure(name=row["name"], value=row["value"]),), by=row["by"],
                reason=row["reason"],
            )  # fmt: skip

    def _begins(self, address: str) -> None:
        if self._places:
            last = self._places[-1]
            self._places.append(assess_again(self._store, last.use_case.id, last.assessment, BY))
            return
        place = applying.apply(self._store, self._given, shipped(), clock.now().date())
        self._places.append(place)
        folder = self._folder
        sources: tuple[tuple[str, str, str, Options], ...] = (
            ("repository", "Returns-fraud repository", str(folder / "repository"), {}),
            ("dataset", "Returns as they arrive", str(folder / "live.csv"),
             {**_TABLE, "online": str(folder / "served.csv")}),
            ("prometheus", "Prometheus", address, _SERVICE),
        )  # fmt: skip
        for kind, name, where, options in sources:
            collecting.add_source(
                self._store, assessment_id=place.assessment.id, kind=kind, name=name,
                address=where, options=options, authorised_by="Tomas Keller (fictional)",
            )  # fmt: skip

    def _is_answered(self, quarter: dict[str, Any]) -> None:
        """What is asked again still holds, but for what somebody says anew this quarter."""
        place = self._places[-1]
        anew = tuple(GivenAnswer.model_validate(row) for row in quarter.get("answers", ()))
        if len(self._places) > 1:
            self._still_holds(place.assessment.id, {item.capability for item in anew})
        given: AnswersFile = self._given.model_copy(update={"answers": anew})
        applying.keep_answers(self._store, given, place, _FOLDER)

    def _still_holds(self, here: str, anew: set[str]) -> None:
        before = self._places[-2].assessment.id
        said = {
            (item.respondent, item.capability): item
            for one in (before, here)
            for item in answering.current_answers(self._store, one)
        }
        for asked in asked_again(self._store, here):
            held = said.get((asked.respondent, asked.capability))
            if held and asked.why == "old" and asked.capability not in anew:
                self._said_again(here, held)

    def _said_again(self, here: str, held: Answer) -> None:
        """The same answer with the day of today, with what proves it brought up to date."""
        shown = held.grade in (Grade.ARTEFACT, Grade.ACCEPTED)
        to: dict[str, Any] = {
            "assessment_id": here,
            "respondent_id": held.respondent,
            "capability": held.capability,
        }
        answering.answer(
            self._store, **to, kind=held.kind, level=held.level,
            grade=Grade.EXAMPLE if shown else held.grade, confidence=held.confidence,
            comment=held.comment, reason=held.reason, link=held.link, entered_by=BY,
        )  # fmt: skip
        for item in held.artefacts:
            made = answering.attach(
                self._store, **to, filename=item.filename, content=self._gone_through(item.filename)
            )
            if held.grade is Grade.ACCEPTED:
                answering.accept(
                    self._store, digest=made.digest, capability=held.capability,
                    assessment_id=here, reviewer=REVIEWER,
                )  # fmt: skip

    def _gone_through(self, filename: str) -> bytes:
        """The file as somebody goes through it again: half a year later its old version is past use."""
        folders = (shipped("artefacts"), _FOLDER / "artefacts")
        file = next(folder / filename for folder in folders if (folder / filename).is_file())
        return file.read_bytes() + f"\nGone through again on {clock.now():%d %B %Y}.\n".encode()

    def _second_begins(self) -> None:
        given = read_answers(shipped("demand-forecast.yaml"))
        self._second = applying.apply(self._store, given, shipped(), clock.now().date())
        self._carried = answering.carried(self._store, self._second.assessment.id)
        snapshots.take(self._store, self._second.assessment.id, note="Begun", by=BY)

    def _is_planned(self, quarter: dict[str, Any]) -> None:
        here = self._places[-1].assessment.id
        for initiative in quarter.get("done", ()):
            plan_items.set_item(self._store, here, initiative, status=Status.DONE, by=BY)
