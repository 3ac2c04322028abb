"""What stands around the sections of a report, on every page or at the head and foot of the one page."""

from pydantic import AwareDatetime, BaseModel

from reports.as_of import Dated, dated, snapshot_mark
from reports.model import Report
from reports.questionnaire_model import QuestionnaireReport


class Around(BaseModel):
    """What stands on every page, and what the file says of itself.

    ``moment`` is when the snapshot was frozen, or when the report was made where there is none.
    ``snapshot`` is the id of the snapshot that it was made again from; empty otherwise.
    """

    title: str
    mark: str
    footer_left: str
    footer_middle: str
    subject: str = ""
    client: str = ""
    snapshot: str = ""
    moment: AwareDatetime | None = None
    logo: bytes = b""
    """A PNG at the head of a first page that is no cover; empty for none."""
    colour: str = ""
    """The client's colour as ``#rrggbb``, in a band along the head of that page; empty for none."""


def around_report(report: Report) -> Around:
    """Client, use case and day; pack and scoring version, and the snapshot where there is one."""
    pack = report.scorecard.pack
    return Around(
        title=f"{report.client}: {report.use_case.name}, readiness for production{_as_of(report)}",
        mark=report.mark,
        footer_left=f"{report.client} · {report.use_case.name} · {dated(report)}",
        footer_middle=_made_with(
            report, f"Pack {pack.id} {pack.version}", report.scorecard.scoring
        ),
        subject=f"Readiness for production of {report.use_case.name}, {report.client}",
        client=report.client,
        snapshot=report.frozen.id if report.frozen else "",
        moment=report.frozen_at or report.made_at,
        logo=report.brand.logo,
        colour=report.brand.colour,
    )


def around_questionnaire(report: QuestionnaireReport) -> Around:
    """The same of the report of a questionnaire."""
    pack = report.pack
    return Around(
        title=f"{report.client}: {report.use_case}, {pack.title}{_as_of(report)}",
        mark=report.mark,
        footer_left=f"{report.client} · {report.use_case} · {dated(report)}",
        footer_middle=_made_with(report, f"{pack.id} {pack.version}", report.result.scoring),
        subject=f"{pack.title}: {report.use_case}, {report.client}",
        client=report.client,
        snapshot=report.frozen.id if report.frozen else "",
        moment=report.frozen_at or report.made_at,
    )


def _as_of(report: Dated) -> str:
    return f", {dated(report)}" if report.frozen else ""


def _made_with(report: Dated, pack: str, scoring: str) -> str:
    parts = (pack, f"scoring {scoring}", snapshot_mark(report))
    return " · ".join(part for part in parts if part)
