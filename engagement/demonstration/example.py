"""Opening the example: its processes, its answers, a real look, and a snapshot of the result."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from engagement import snapshots, workspaces
from engagement.answers import answering, applying
from engagement.answers.answers_file import AnswersFile, read_answers
from engagement.choices.applying_choices import apply_choices, read_any
from engagement.choices.choices_file import GivenChoices
from engagement.demonstration import children
from engagement.demonstration.children import Children
from engagement.demonstration.deciding import decide
from engagement.demonstration.pointing import point
from engagement.demonstration.repository import make_repository
from engagement.demonstration.shipped import CLIENT, REPOSITORY, USE_CASE, shipped
from engagement.demonstration.tables import make_tables
from engagement.demonstration.workshop import hold
from engagement.looks import collecting
from engagement.model import Progress, Workspace
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.plans import deciding, plan_items
from engagement.store import Store

HISTORY_SECONDS = 15
"""How long the load runs before the first look; the findings say how much history there was."""

SCORED_BEFORE = timedelta(minutes=1)
"""So that the newest assessment, which is shown first, stays the one that looked."""

CANDIDATES = ("demand-forecast.yaml", "service-assistant.yaml")

STARTED_BY = "the worked example"
WITHOUT_PROMETHEUS = {
    False: "No Prometheus is installed here, so what only its monitoring shows is left out",
    True: (
        "Its Prometheus did not start, most likely because another example runs in the same data "
        "folder; what only its monitoring shows is left out. End the other one, or set "
        "PRODWORTHY_DATA to another folder"
    ),
}
"""What is told where the example runs without monitoring, by whether the program was found."""

Tell = Callable[[str], object]


class _Running:
    """The one example of this process; its processes end with it."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.children: Children | None = None


_RUNNING = _Running()


def running() -> bool:
    """Whether the example's sources run now, so that the links to them open."""
    children_now = _RUNNING.children
    return bool(children_now and children_now.alive)


def stop() -> None:
    """End the example's processes; harmless where none run."""
    with _RUNNING.lock:
        if _RUNNING.children:
            _RUNNING.children.end()
        _RUNNING.children = None


def open_example(
    store: Store, on_progress: Tell | None = None, history_seconds: float = HISTORY_SECONDS
) -> Workspace:
    """Open the example; one that was opened before is continued, and its sources run again.

    ``on_progress`` is told in short sentences what happens. The first opening takes about half a
    minute: half of it lets a little history accumulate. Raises
    :class:`engagement.faults.Refused` where git is missing or the service does not start.
    """
    tell = on_progress or _ignore
    with _RUNNING.lock:
        was_running = running()
        try:
            return _opened(store, tell, history_seconds)
        except BaseException:
            if not was_running:
                stop()
            raise


def _opened(store: Store, tell: Tell, history_seconds: float) -> Workspace:
    folder = _prepared(tell)
    sources = _RUNNING.children
    if sources is None or not sources.alive:
        tell("Starting its service, a trickle of requests and the monitoring")
        sources = _RUNNING.children = children.start(folder)
        if not sources.prometheus:
            tell(WITHOUT_PROMETHEUS[sources.prometheus_found])
    place = _answered(store, tell)
    point(store, place.assessment.id, folder, sources)
    last = collecting.last_run(store, place.assessment.id)
    if last is None or last.state == "failed":
        _look(store, place, tell, history_seconds)
    return place


def _ignore(message: str) -> None:
    """Nobody watches."""


def _prepared(tell: Tell) -> Path:
    """The example's folder below the data folder, with its repository and fresh tables."""
    folder = settings().data / "example"
    folder.mkdir(parents=True, exist_ok=True)
    tell("Making the client's repository and tables")
    make_repository(folder / REPOSITORY, clock.now())
    make_tables(folder, clock.now())
    return folder


def _answered(store: Store, tell: Tell) -> Workspace:
    """The example's assessment; what somebody changed in it since stays as it is."""
    for place in workspaces.workspaces(store):
        if (
            place.client.fictional
            and (place.client.name, place.use_case.name)
            == (
                CLIENT,
                USE_CASE,
            )
            and not workspaces.questionnaire_of(store, place.assessment)
        ):
            return place
    tell("Entering what its six people answered")
    given = read_answers(shipped("answers.yaml"))
    place = applying.apply(store, given, shipped(), clock.now().date())
    _name_owners(store, place, given)
    _test_score(store, place)
    _candidates(store, place)
    return place


def _test_score(store: Store, place: Workspace) -> None:
    """What people ticked in the second questionnaire, begun before the assessment that is shown."""
    given = read_any(shipped("ml-test-score.yaml"))
    if isinstance(given, GivenChoices):
        began = place.assessment.started_at - SCORED_BEFORE
        apply_choices(store, given, clock.now().date(), began=began)


def _candidates(store: Store, place: Workspace) -> None:
    """Two further use cases to choose between, begun before the assessment that is shown."""
    for number, name in enumerate(CANDIDATES, start=2):
        given = read_answers(shipped(name))
        began = place.assessment.started_at - number * SCORED_BEFORE
        applying.apply(store, given, shipped(), clock.now().date(), began=began)


def _name_owners(store: Store, place: Workspace, given: AnswersFile) -> None:
    pack = workspaces.pack_of(store, place.assessment)
    for item in pack.initiatives:
        owner = given.owners.get(item.lead_role, "")
        if owner:
            plan_items.set_item(store, place.assessment.id, item.id, owner=owner)


def each_source_once(tell: Tell) -> Callable[[Progress], None]:
    """Tell when the look comes to another source, not each of its probes."""
    seen: set[str] = set()

    def told(progress: Progress) -> None:
        source = progress.message.partition(":")[0]
        if source and source not in seen:
            seen.add(source)
            tell(f"Looking at: {source}")

    return told


def _look(store: Store, place: Workspace, tell: Tell, history_seconds: float) -> None:
    end = time.monotonic() + history_seconds
    while (left := end - time.monotonic()) > 0:
        tell(f"Letting the service answer requests for another {left:.0f} s")
        time.sleep(min(5.0, left))
    collecting.look(
        store, place.assessment.id, started_by=STARTED_BY, on_progress=each_source_once(tell)
    )
    count = len(answering.current_answers(store, place.assessment.id))
    tell(f"Judging {count} answers against what was seen")
    if not deciding.decisions(store, place.assessment.id):
        tell("Holding the workshop of its eight people")
        hold(store, place.assessment.id)
        decide(store, place.assessment.id)
    snapshots.take(store, place.assessment.id, note="As opened")
