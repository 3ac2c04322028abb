"""Commands that tell the result: the score and the report."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli_commands import choices, freezing, planning
from cli_commands.options import (
    Answers,
    AsJson,
    Assessment,
    AtMost,
    Findings,
    Floor,
    Size,
)
from cli_commands.talking import GATE, WRONG, fail, kept, reading_input, save, show
from engagement import judging, reporting
from engagement.choices.applying_choices import read_any
from engagement.looks import from_files
from engagement.store import Store
from reports.formats import SUFFIXES, Choices
from reports.lengths import Length
from reports.wording import VERDICT_WORDS
from scoring.model import Scorecard, Verdict


def _known(suffix: str) -> str:
    if suffix and suffix not in SUFFIXES:
        raise typer.BadParameter(f"{suffix!r} is no format; choose one of {', '.join(SUFFIXES)}")
    return suffix


Shape = Annotated[
    str,
    typer.Option(
        "--format",
        metavar=f"[{'|'.join(SUFFIXES)}]",
        parser=_known,
        help="Format to write; else the one that --out ends with, or pdf.",
    ),
]


def _length(word: str) -> Length:
    if word not in set(Length):
        raise typer.BadParameter(f"{word!r} is no length; choose one of {', '.join(Length)}")
    return Length(word)


HowLong = Annotated[
    Length,
    typer.Option(
        "--length", metavar=f"[{'|'.join(Length)}]", parser=_length, help="How long the report is."
    ),
]


def score(
    assessment: Assessment = "",
    *,
    answers: Answers = None,
    findings: Findings = None,
    fail_under: Annotated[
        Floor | None, typer.Option(help="Exit with 1 where the verdict is below this.")
    ] = None,
    at_most_risk: Annotated[
        AtMost | None, typer.Option(help="Questionnaire: exit with 1 where a risk is higher.")
    ] = None,
    at_least: Annotated[
        float | None, typer.Option(help="Questionnaire: exit with 1 below so many points.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the verdict, or what a questionnaire comes to; a build can gate on either."""
    with judged(assessment, answers, findings) as (store, assessment_id):
        asked = choices.asked_in(store, assessment_id)
        if asked is not None:
            if fail_under:
                fail("A questionnaire has no verdict; use --at-most-risk or --at-least.", WRONG)
            result = choices.print_result(store, assessment_id, asked, as_json=as_json)
            choices.gate(result, at_most_risk, at_least)
            return
        card = judging.scorecard(store, assessment_id)
    if at_most_risk or at_least is not None:
        fail("--at-most-risk and --at-least are for questionnaires; use --fail-under.", WRONG)
    if as_json:
        show(card.model_dump(mode="json"))
    else:
        _print(card)
    if fail_under and not _reaches(card, Verdict(fail_under)):
        fail(f"{_verdict(card)}: below {fail_under}.", GATE)


def report(
    assessment: Assessment = "",
    *,
    out: Annotated[Path | None, typer.Option(help="File to write; a name is made up else.")] = None,
    shape: Shape = "",
    length: HowLong = Length.FULL,
    answers: Answers = None,
    findings: Findings = None,
    snapshot: Annotated[
        str,
        typer.Option(help="Id of a snapshot: the report of then, byte for byte; see snapshots."),
    ] = "",
    page_size: Annotated[Size, typer.Option(help="Page size.")] = Size.A4,
    names: Annotated[
        bool, typer.Option("--names", help="Name respondents; roles and numbers else.")
    ] = False,
) -> None:
    """Write the report: to read, to edit, to plan with, or for a machine."""
    shape = _shape(shape, out)
    if snapshot:
        freezing.refuse_beside(assessment, answers, findings)
        chosen = Choices(length=length, page_size=page_size.value)
        typer.echo(str(freezing.write_again(snapshot, out, shape, chosen, names=names)))
        return
    with judged(assessment, answers, findings) as (store, assessment_id):
        if choices.asked_in(store, assessment_id) is not None:
            chosen = Choices(page_size=page_size.value)
            file = choices.write_report(store, assessment_id, out, shape, chosen, names=names)
            typer.echo(str(file))
            return
        made = reporting.report(store, assessment_id, show_names=names)
    file = out or Path(reporting.filename(made, shape))
    chosen = Choices(length=length, page_size=page_size.value)
    content = reporting.made_as(made, shape, chosen)
    save(file, lambda: file.write_bytes(content))
    typer.echo(str(file))


def _shape(asked: str, out: Path | None) -> str:
    """The format that was asked for, else the one that the file's name ends with, else PDF.

    A name that says another format than the file has would open as a damaged file.
    """
    ends = [item for item in SUFFIXES if out and out.name.lower().endswith(f".{item}")]
    if not asked:
        return ends[0] if ends else "pdf"
    if out and ends and asked not in ends:
        fail(f"{out.name} ends with .{ends[0]} and the format is {asked}: give one of both.", WRONG)
    return asked


def _print(card: Scorecard) -> None:
    typer.echo(_verdict(card) + (" (provisional: on statements only)" if card.provisional else ""))
    if card.index:
        low, high = card.index.low, card.index.high
        typer.echo(f"Index {card.index.level:.2f} of 5, 80 % interval {low:.2f} to {high:.2f}")
    strength = f"evidence strength {100 * card.evidence_strength:.0f} %"
    typer.echo(f"Coverage {100 * card.coverage:.0f} %, {strength}")
    for area in card.areas:
        level = f"{area.band.level:.2f}" if area.band else "not answered"
        verdict = VERDICT_WORDS[area.verdict] if card.gives_verdict else ""
        typer.echo(f"  {area.id:<14} {level}  {verdict}".rstrip())


def _verdict(card: Scorecard) -> str:
    return VERDICT_WORDS[card.verdict] if card.gives_verdict else "No verdict at this depth"


def _reaches(card: Scorecard, floor: Verdict) -> bool:
    order = list(Verdict)
    return card.gives_verdict and order.index(card.verdict) >= order.index(floor)


@contextmanager
def judged(
    assessment: str, answers: Path | None, findings: Path | None
) -> Iterator[tuple[Store, str]]:
    """The store and assessment to judge: one that is kept, or one made from files for now."""
    if answers is None:
        if findings is not None:
            fail("--findings needs --answers; import findings into an assessment on Look.", WRONG)
        with kept() as store:
            yield store, planning.chosen(store, assessment)
        return
    if assessment:
        fail("Give either the id of an assessment or --answers, not both.", WRONG)
    with reading_input():
        given = read_any(answers)
        content = from_files.read_bytes(findings, "The findings file") if findings else None
    user = getpass.getuser()
    with from_files.assessment_of(given, answers.parent, content, user) as opened:
        yield opened
