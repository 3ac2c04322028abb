"""Faults on the real thing: ``make faults``. The seed is told, so that a run can be made again.

Processes that answer, vote, probe and import are killed at random moments, alone and two at once, on
SQLite and on a real PostgreSQL; the disk is full; the database is restarted; the clock is moved; a
source dies while it is read. After each: the database is whole, and nothing acknowledged is lost.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from sqlalchemy import text

from assessment.model import Outcome
from engagement.answers import answering
from engagement.faults import Refused
from engagement.looks import collecting, looking
from engagement.outside import clock
from engagement.plans import plan_items
from engagement.store import Store
from tests import databases, live_prometheus
from tests.endurance import checking, doing
from tests.endurance.checking import Record
from tests.endurance.doing import CAPABILITIES, KINDS, Doer, Place
from tests.endurance.dying_proxy import DyingProxy
from tests.engagement.desk import open_desk
from tests.engagement.roomful import opened

RUNS_A_DATABASE = 20
LONGEST = {"answer": 0.5, "vote": 0.5, "probe": 2.0, "import": 0.8}
"""Seconds after which a process is killed at the latest: enough for some of its actions."""

DISK_MB = 24


@dataclass
class Result:
    """What a scenario did, and what was wrong after it."""

    runs: int = 0
    acknowledged: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Bench:
    """Where the databases of a run are, and the chances that it takes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.chance = folder, random.Random(0)
        self.template = folder / "template.db"
        self.repository = folder / "repository"
        self.made = 0
        Store.open(f"sqlite:///{self.template}").close()
        _repository(self.repository)

    def sqlite(self, folder: Path | None = None) -> Place:
        """A new database in a file, with an assessment to work at."""
        self.made += 1
        file = (folder or self.folder) / f"kept-{self.made}.db"
        shutil.copy(self.template, file)
        return self._furnished(f"sqlite:///{file}")

    def postgresql(self) -> Place:
        """The same on the server."""
        self.made += 1
        return self._furnished(databases.migrated(f"kept_{self.made}"))

    def _furnished(self, url: str) -> Place:
        store = Store.open(url)
        desk = open_desk(store)
        room = opened(desk)
        room.join("P0", "P1")
        room.begin()
        collecting.add_source(
            store, assessment_id=desk.id, kind="repository", address=str(self.repository),
            name="Code", authorised_by="Ana",
        )  # fmt: skip
        place = Place(
            url, desk.id, (desk.person.id, desk.add("Bo").id), tuple(room.tickets.values()),
            room.id, room.room().round_id,
        )  # fmt: skip
        store.close()
        return place


def killed(
    bench: Bench, runs: int, place_of: Callable[[], Place], empty: Callable[[int], str]
) -> Result:
    """Processes of every kind, killed at random moments; every other run has two of them."""
    result, place, record = Result(), place_of(), Record()
    for run in range(1, runs + 1):
        before = len(result.wrong)
        if run % RUNS_A_DATABASE == 0:  # while it makes its tables
            result.wrong += _killed_while_it_opens(bench, empty(run))
            result.notes["open"] += 1
            result.wrong += checking.restored(place, bench.template, bench.folder)
            result.acknowledged += record.acknowledged
            place, record = place_of(), Record()
        else:
            kinds = [KINDS[run % 4], *([bench.chance.choice(KINDS)] if run % 2 else [])]
            for line in _run(
                bench, place, kinds[:1] if len(set(kinds)) < len(kinds) else kinds, run
            ):
                record.take(line)
            result.notes.update(kinds)
            result.wrong += [
                f"run {run}: a process {why}" for why in record.failed if why.startswith("could")
            ]
            record.failed.clear()
            found = [
                f"run {run} ({' and '.join(kinds)}): {item}"
                for item in checking.whole(place, record)
            ]
            result.wrong += found
        for found_now in result.wrong[before:]:
            _say(f"WRONG: {found_now}")
        result.runs += 1
    result.acknowledged += record.acknowledged
    return result


def _run(
    bench: Bench, place: Place, kinds: list[str], run: int
) -> Iterator[list[dict[str, object]]]:
    going = [
        doing.acting(place, Doer(kind, seat, 10 * run + seat)) for seat, kind in enumerate(kinds)
    ]
    for process in going:
        if not process.begun():
            yield [{"state": "failed", "what": "", "why": "could not open the database"}]
    for kind, process in zip(kinds, going, strict=True):
        time.sleep(bench.chance.uniform(0, LONGEST[kind]))
        yield process.kill()


def _killed_while_it_opens(bench: Bench, url: str) -> list[str]:
    process = doing.forked(lambda _: Store.open(url).close())
    time.sleep(bench.chance.uniform(0, 1.5))
    process.kill()
    try:
        Store.open(url).close()
    except Refused as refused:
        return [f"a database whose opening was cut short does not open: {refused}"]
    return []


def full_disk(bench: Bench, runs: int) -> Result:
    """A small file system that is filled up under a working store, and freed again."""
    result = Result()
    with _small_disk(bench.folder / "disk") as disk:
        for run in range(1, runs + 1):
            place, record = bench.sqlite(disk), Record()
            ballast = disk / "ballast"
            free = shutil.disk_usage(disk).free
            left = bench.chance.randrange(40_000, 900_000)
            ballast.write_bytes(b"\0" * max(0, free - left))
            kind = KINDS[run % 4]
            process = doing.acting(place, Doer(kind, 0, run))
            told = process.ended()
            result.notes.update(
                {f"{kind}: {line['why']}": 1 for line in told if line["state"] == "failed"}
            )
            record.take(told)
            ballast.unlink()  # somebody makes room
            result.wrong += [
                f"run {run} ({kind}): {item}" for item in checking.whole(place, record)
            ]
            record.take(doing_once(place, Doer("answer", 1, 1000 + run)))
            result.wrong += [
                f"run {run}, afterwards: {item}" for item in checking.whole(place, record)
            ]
            result.acknowledged += record.acknowledged
            result.runs += 1
            for file in disk.iterdir():
                file.unlink()
    return result


def doing_once(place: Place, doer: Doer) -> list[dict[str, object]]:
    """What a process tells that works as if nothing had been, for a moment."""
    process = doing.acting(place, doer)
    process.begun()
    time.sleep(0.5)
    return process.kill()


@contextmanager
def _small_disk(at: Path) -> Iterator[Path]:
    at.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "none", at], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], check=True)


def restarted(bench: Bench, runs: int) -> Result:
    """A PostgreSQL that is stopped and started under two processes that go on trying."""
    result, place, record = Result(), bench.postgresql(), Record()
    for run in range(1, runs + 1):
        kinds = ["answer", KINDS[run % 4]]
        going = [
            doing.acting(place, Doer(kind, seat, 10 * run + seat), patient=True)
            for seat, kind in enumerate(kinds)
        ]
        for process in going:
            process.begun()
        time.sleep(bench.chance.uniform(0.2, 1.0))
        databases.server().restart("immediate" if run % 2 else "fast")
        time.sleep(1.5)
        for process in going:
            record.take(process.kill())
        result.wrong += [f"restart {run}: {item}" for item in checking.whole(place, record)]
        result.runs += 1
    result.acknowledged, result.notes = record.acknowledged, record.failed
    return result


def moved_clock(bench: Bench, runs: int) -> Result:
    """The program's clock is moved up to three days, back and forth, between any two actions."""
    result, place, record = Result(), bench.sqlite(), Record()
    truly, off = clock.now, [timedelta()]
    setattr(clock, "now", lambda: datetime.now(UTC) + off[0])  # noqa: B010  the one that asks the time
    store = Store.open(place.url)
    try:
        for run in range(1, runs + 1):
            off[0] = timedelta(seconds=bench.chance.uniform(-3, 3) * 86400)
            kind = KINDS[run % 4] if run % 8 < 4 else "answer"
            doer = Doer(kind, 0, run)
            kept = doing.DOING[kind](store, place, doer, run)
            record.take(
                [{"what": kind, "state": "sending"}, {"what": kind, "state": "kept", **kept}]
            )
            if kind == "answer":
                result.wrong += _last_counts(store, place, run, kept["value"])
            result.runs += 1
        plan_items.items(store, place.assessment_id)
        result.wrong += checking.whole(place, record)
    finally:
        setattr(clock, "now", truly)  # noqa: B010
        store.close()
    result.acknowledged = record.acknowledged
    return result


def _last_counts(store: Store, place: Place, turn: int, level: object) -> list[str]:
    said = {(item.respondent, item.capability): item.level
            for item in answering.current_answers(store, place.assessment_id)}  # fmt: skip
    now = said[place.people[0], CAPABILITIES[turn % 3]]
    return (
        []
        if now == level
        else [f"turn {turn}: the answer in force is {now}, said last was {level}"]
    )


def dying_source(bench: Bench, runs: int) -> Result:
    """A real Prometheus, read through a connection that breaks at a random request, in its middle."""
    result, place = Result(), bench.sqlite()
    store = Store.open(place.url)
    folder = bench.folder / "prometheus"
    folder.mkdir()
    with live_prometheus.running(folder) as live, DyingProxy(live.url) as proxy:
        live.load(8)
        looked_at = collecting.add_source(
            store, assessment_id=place.assessment_id, kind="prometheus", address=proxy.url,
            name="Metrics", authorised_by="Ana", options={"labels": {"job": "scoring"}},
        )  # fmt: skip
        healthy = _seen(store, place, looked_at.id)
        asked = proxy.asked
        result.notes.update(f"{outcome} when it is well" for outcome in healthy.values())
        for run in range(1, runs + 1):
            proxy.dies_at(bench.chance.randrange(1, max(2, asked)))
            seen = _seen(store, place, looked_at.id)
            proxy.lives()
            blind = (Outcome.UNAVAILABLE, Outcome.NOT_APPLICABLE)
            result.wrong += [
                f"run {run}: {probe} says {outcome}, and {healthy.get(probe)} when it is well"
                for probe, outcome in seen.items()
                if outcome not in (healthy.get(probe), *blind)
            ]  # fmt: skip
            result.notes.update(str(outcome) for outcome in seen.values())
            result.runs += 1
    store.close()
    return result


def _seen(store: Store, place: Place, source: str) -> dict[str, Outcome]:
    run = looking.look(store, place.assessment_id, only=frozenset({source}))
    if run.state != "finished":
        raise RuntimeError(f"the look is {run.state}: {run.message}")
    query = text("SELECT probe, outcome FROM finding WHERE run_id = :run AND source = :source")
    with store.reading() as tx:
        found = tx.execute(query, {"run": run.id, "source": source}).all()
    return {probe: Outcome(outcome) for probe, outcome in found}


def _repository(at: Path) -> None:
    at.mkdir()
    (at / "README.md").write_text("# Scoring\n\nRoll back with `make rollback`.\n")
    (at / "Dockerfile").write_text("FROM python:3.11\nUSER 1000\n")
    who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *words], cwd=at, check=True)


def main() -> int:
    """Every scenario, a line of the table in docs each; 1 where anything was wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=200)
    asked.add_argument("--seed", type=int, default=20261127)
    asked.add_argument("--only", default="", help="scenarios by their first words, with commas")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        bench, fewer = Bench(Path(name)), max(4, given.runs // 10)
        scenarios: dict[str, Callable[[], Result]] = {
            "killed on SQLite": lambda: killed(
                bench, given.runs, bench.sqlite, lambda run: f"sqlite:///{name}/opened-{run}.db"
            ),
            "killed on PostgreSQL": lambda: killed(
                bench,
                given.runs // 3,
                bench.postgresql,
                lambda run: databases.empty(f"opened_{run}"),
            ),
            "database restarted": lambda: restarted(bench, fewer),
            "disk full": lambda: full_disk(bench, fewer),
            "clock moved": lambda: moved_clock(bench, given.runs),
            "source dies midway": lambda: dying_source(bench, fewer),
        }
        try:
            return _all(
                bench, scenarios, [word for word in given.only.split(",") if word], given.seed
            )
        finally:
            databases.end()


def _all(
    bench: Bench, scenarios: dict[str, Callable[[], Result]], only: list[str], seed: int
) -> int:
    wrong = 0
    _say(
        f"seed {seed}\n| fault | runs | acknowledged | wrong | seconds | |\n|---|---|---|---|---|---|"
    )
    for name, scenario in scenarios.items():
        if only and not any(name.startswith(word) for word in only):
            continue
        began, bench.chance = time.monotonic(), random.Random(f"{seed} {name}")
        if "PostgreSQL" in name or "database" in name:
            _as_a_client_has_it()
        done = scenario()
        notes = ", ".join(f"{count}× {note}" for note, count in done.notes.most_common())
        took = round(time.monotonic() - began)
        _say(
            f"| {name} | {done.runs} | {done.acknowledged} | {len(done.wrong)} | {took} | {notes} |"
        )
        for line in done.wrong[:20]:
            _say(f"WRONG: {line}")
        wrong += len(done.wrong)
    return 1 if wrong else 0


def _as_a_client_has_it() -> None:
    server = databases.server()
    with server.owner() as connection:
        # Else a commit is told before it is kept, which no server of a client does.
        connection.execute("ALTER ROLE owner SET synchronous_commit = on")
    with psycopg.connect(
        host="127.0.0.1", port=server.port, dbname=databases.TEMPLATE, user="owner"
    ) as template:
        template.execute("CREATE EXTENSION IF NOT EXISTS amcheck")  # compares indexes and tables


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
