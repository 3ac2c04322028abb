"""Whether records that come late or broken are dealt with by rule."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, is_library, own, script_lines
from assessment.repository.saying import absent, library, not_applicable, present
from assessment.repository.searching import keyed, loads, set_to
from assessment.repository.streams import consumers

WAITS = (
    r"(?:^|\.)withWatermark$|WatermarkStrategy|assignTimestampsAndWatermarks|for_bounded_out_of|"
    r"AllowedLateness|allowedLateness|AfterWatermark$"
)
ASIDE = r"dead_?letter|(?:^|[._])dlq|DeadLetter|Dlq[A-Z]|InvalidMessage$"
KEYS = (
    "deadLetterQueue",
    "deadLetterPolicy",
    "redrivePolicy",
    "RedrivePolicy",
    "dead_letter_queue",
)
EVENT = re.compile(r"^(?:event|occurred|transaction|observed|source)_?(?:time|ts|at|timestamp)$")
LOADED = re.compile(
    r"^(?:load|loaded|ingest|ingested|ingestion|processed|received|arrival)_?(?:time|ts|at|timestamp|date)$"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A watermark, a queue for what could not be handled, or both times of each record."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    waits = calls(modules, WAITS) + set_to(modules, "allowed_lateness", ".")
    aside = calls(modules, ASIDE) + script_lines(evidence, r"^resource .*(?:dlq|dead_?letter)")
    aside += [Hit(item.path, item.line, key) for item, key, _ in keyed(evidence, *KEYS)]
    both = _both_times(evidence)
    hits = waits or aside or both
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", [*waits, *aside, *both])
    moving = [*consumers(evidence), *loads(evidence)]
    if not moving:
        return not_applicable("no stream and no scheduled load was recognised")
    seen = f"data arrives through {moving[0].name}, and nothing says what happens to late records"
    return absent(evidence, seen, moving)


def _both_times(evidence: RepositoryEvidence) -> list[Hit]:
    """Tables that keep when something happened and when it was loaded."""
    return [
        Hit(module.path, table.line, f"event and load time of {table.name}")
        for module in own(evidence)
        for table in module.tables
        if any(map(EVENT.match, table.fields)) and any(map(LOADED.match, table.fields))
    ]
