"""Nothing that a person typed is lost: a word of its own in every text field stands in every format.

The fields are found in the database: a new one fails here until it is typed into by
``tests.assessments.full`` and carried by every format, or listed below with the reason why not.
"""

from fnmatch import fnmatchcase

import pytest

from tests.assessments.made import full, full_as, text_of
from tests.assessments.words import found

FORMATS = ("pdf", "html", "docx", "pptx", "xlsx", "json")

NOT_TOLD = {
    "client.notes": "our own notes about the client, which is who gets the report",
    "replaced *": "a corrected answer or an older version stays in the app's history, not in force",
    "other *": "texts of another use case stand in the report of that one",
    "elsewhere *": "a decision that belongs to another use case's assessment stands in its report",
    "participant.name": "a vote carries no name, and who was in the room is nobody else's business",
}
"""What is typed and not in this report, with the reason."""

NOT_TYPED = {
    "chosen from a list, or an id of the pack": (
        "*.capability", "*.role", "*.kind", "*.grade", "*.state", "*.status", "*.profile", "*.depth",
        "*.verdict", "*.outcome", "*.probe", "*.scope", "*.area", "*.initiative", "*.lead_role",
        "client.currency", "client.rates*", "client.capacity*", "client_brand.colour", "*.currency",
        "client_brand.locale",
        "use_case.traits*", "use_case.feasibility*", "overlay_version.changes[[]].what.field",
        "overlay_version.changes[[]].what.name", "overlay_version.changes[[]].what.profile*",
        "overlay_version.changes[[]].what.*.not_applicable", "*.effort[[]].role", "attestation.condition",
        "overlay_version.changes[[]].what.*.frameworks", "overlay_version.changes[[]].what.*.prerequisites",
        "answer.tally*", "plan_settings.capacity*", "plan_settings.rates*", "plan_scenario.inputs.status*",
        "plan_scenario.inputs.inherited*", "plan_scenario.inputs.dropped*", "plan_scenario.inputs.forced*",
    ),
    "written by the product": (
        "*.account", "*.respondent", "artefact.series", "audit_event.action",
        "audit_words.details*", "conflict.eyes*", "conflict.findings*", "conflict_event.finding",
        "conflict_event.how", "conflict_event.what", "overrule.finding", "pack_version.version",
        "exit_reading.*", "finding.source", "frozen_report.*", "request_made.source", "probe_run.process",
        "plan_settings.proved*",
        "pending.about", "workshop.agenda", "workshop.blocks*", "workshop.chosen", "workshop.code",
        "workshop.roles*", "workshop.secret", "workshop.stage", "workshop_item.anchors*",
        "workshop_item.findings*", "workshop_item.left_from", "workshop_item.name", "workshop_item.phase",
        "workshop_item.question", "workshop_item.why*", "workshop_participant.device",
        "workshop_participant.group",
        "plan_scenario.inputs.proved*", "*.effort_reason",
        "workbook_taken.changes*.before", "workbook_taken.changes*.label",
        "workbook_taken.changes*.matter", "workbook_taken.changes*.name", "workbook_taken.changes*.now*",
        "workbook_taken.changes*.sheet", "workbook_taken.changes*.what",
    ),
    "a day or a number": (
        "*.start", "*.end", "*.due", "*.at", "plan_scenario.inputs.*effort*", "plan_scenario.inputs.done*",
        "plan_scenario.inputs.earliest*", "plan_scenario.inputs.end_by*", "plan_scenario.inputs.starts_on*",
        "plan_scenario.inputs.capacity*",
    ),
    "an address that is looked at, with what its connector is told": (
        "source.address", "source.reader_address", "source.secret", "source.options*",
        "kept_history.source", "kept_history.address",
    ),
    "held by tests of the report of a questionnaire of choices": (
        "advice_item.*", "choice_answer.*", "choice_snapshot.*",
    ),
    "about a pack that somebody handed over, before any assessment": ("pack_shelf.*",),
    "this plan keeps the client's own, which are typed": ("plan_settings.freezes",),
}  # fmt: skip
"""Places of the database that nobody types into, or whose words are held elsewhere."""

APART = {
    "invitation": "whom we asked to answer, by an address that no report prints",
    "passed_on": "who is to answer in whose place: the answer is told, not how it was asked for",
    "signed_in": "who opened the app by which sign-in",
    "member": "who may open and do what, told on the page of the people",
    "schedule": "how often each thing comes round, told on its own page",
    "reminder": "whom to tell of what is due, by an address that no report prints",
    "due_": "which server carries out what is due",
}
"""Tables (by how their names begin) that are no part of a result, with the reason."""


def _told() -> dict[str, str]:
    """The words that have to be in every format."""
    return {
        word: what for word, what in full().words.items()
        if not any(fnmatchcase(what, pattern) for pattern in NOT_TOLD)
    }  # fmt: skip


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_text_that_a_person_typed_stands_in_the_format(suffix: str) -> None:
    there = found(text_of(suffix, full_as(suffix)))
    assert sorted({what for word, what in _told().items() if word not in there}) == []


def test_every_field_that_can_hold_a_text_is_typed_into_or_known_not_to_be() -> None:
    patterns = [pattern for group in NOT_TYPED.values() for pattern in group]
    patterns += [f"{table}*" for table in APART]
    silent = [
        path for path, words in full().kept.items()
        if not words and not any(fnmatchcase(path, pattern) for pattern in patterns)
    ]  # fmt: skip
    assert silent == []


def test_every_word_that_is_to_be_told_was_really_kept() -> None:
    kept = set().union(*full().kept.values())
    assert {what for word, what in _told().items() if word not in kept} == set()
    assert len(_told()) > 600


def test_every_reason_for_leaving_out_is_still_needed() -> None:
    kinds, paths = set(full().words.values()), set(full().kept)
    assert [one for one in NOT_TOLD if not any(fnmatchcase(kind, one) for kind in kinds)] == []
    patterns = [pattern for group in NOT_TYPED.values() for pattern in group]
    assert [one for one in patterns if not any(fnmatchcase(path, one) for path in paths)] == []


def test_names_of_respondents_are_told_only_where_they_may_be() -> None:
    from reports.formats import Choices, of
    from reports.progress import untold

    report = full().report.model_copy(update={"show_names": False})
    names = {word for word, what in full().words.items() if what == "respondent.name"}
    for suffix in ("html", "pptx", "xlsx", "json"):
        there = found(text_of(suffix, of(suffix).render(report, Choices(), untold)))
        assert names & there == set(), suffix
