"""How the commands tell the result of a questionnaire."""

from pathlib import Path

import typer

from cli_commands.options import AtMost
from cli_commands.talking import GATE, WRONG, fail, save, show
from content.questionnaire import Questionnaire
from engagement import workspaces
from engagement.choices import choice_judging, choice_reporting
from engagement.store import Store
from reports import formats
from reports.progress import untold
from reports.question_wording import coverage_words, explained, headline, of_most, still_open
from reports.questionnaire_model import QuestionnaireReport
from scoring.result_model import Result


def asked_in(store: Store, assessment_id: str) -> Questionnaire | None:
    """The questionnaire of the assessment; ``None`` where it has an evidence grid."""
    return workspaces.questionnaire_of(store, workspaces.workspace(store, assessment_id).assessment)


def print_result(store: Store, assessment_id: str, pack: Questionnaire, *, as_json: bool) -> Result:
    """The result for a person or for a script."""
    result = choice_judging.result(store, assessment_id)
    if as_json:
        show(result.model_dump(mode="json"))
        return result
    typer.echo(f"{headline(result)}. {explained(pack, result)}")
    typer.echo(f"{coverage_words(result)}; {still_open(result)}")
    for section in () if result.not_scorable else result.sections:
        told = of_most(section.total, section.most) if section.total else _counts(section.counts)
        typer.echo(f"  {'  ' if section.parent else ''}{section.title}: {told}")
    return result


def gate(result: Result, at_most: AtMost | None, at_least: float | None) -> None:
    """End with 1 where the result is worse than what is asked for, or says nothing of the whole."""
    if at_most is None and at_least is None:
        return
    if result.not_scorable or result.silent:
        fail(result.not_scorable or result.silent, GATE)
    worse = ("high", "medium") if at_most is AtMost.NONE else ("high",)
    found = sum(result.counts.get(name, 0) for name in worse)
    if at_most is not None and (result.total is not None or found):
        told = "this questionnaire has points, no risks" if result.total else f"{found} above it"
        fail(f"At most {at_most} risk was asked for: {told}.", GATE)
    if at_least is not None and (result.total is None or result.total.low < at_least - 1e-9):
        has = of_most(result.total, result.most) if result.total else "no points"
        fail(f"{headline(result)}: {has}, below {at_least:g}.", GATE)


def write_report(
    store: Store,
    assessment_id: str,
    out: Path | None,
    shape: str,
    chosen: formats.Choices,
    *,
    names: bool,
) -> Path:
    """Write the report in one format; gives the file."""
    made = choice_reporting.report(store, assessment_id, show_names=names)
    file = out or Path(choice_reporting.filename(made, shape))
    content = rendered(made, shape, chosen)
    save(file, lambda: file.write_bytes(content))
    return file


def rendered(made: QuestionnaireReport, shape: str, chosen: formats.Choices) -> bytes:
    """The report in one format; ends with a sentence where it has none of that name."""
    item = formats.of_questionnaires(shape)
    if item is None:
        known = ", ".join(one.suffix for one in formats.OF_QUESTIONNAIRES)
        fail(f"The report of a questionnaire is made as {known}, not as {shape}.", WRONG)
    return item.render(made, chosen, untold)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items()) or "–"
