"""Every question as a mark: a row a section, shape and colour by its risk."""

from typing import Any

import altair as alt

from content.questionnaire import Questionnaire
from reports.question_wording import question_words
from scoring.result_model import QuestionResult, Result, Told
from ui.components.charts.parts import (
    Spec,
    across,
    at,
    frame,
    label,
    mark,
    own,
    rows_down,
    wide,
    words,
)  # fmt: skip
from ui.theme.palette import Palette

A_LINE = 20
"""Questions side by side; a section with more has further lines."""
NARROWEST = 10
"""Places across where no section has more, so that few marks stay together."""
_LEFT = wide("0.34 * width", "0.4 * width")
SHAPES = {"high": "square", "medium": "diamond", "none": "circle"}
ORDER = ("high", "medium", "none")


def risk_map(result: Result, pack: Questionnaire, colours: Palette) -> Spec:
    """The chart; a click on a mark selects its question (parameter ``pick``)."""
    marks, names, line = [], [], 0
    for section in pack.sections:
        asked = [result.question(item.id) for item in pack.asked_in(section.id)]
        if not asked:
            continue
        high = sum(item.risk == "high" for item in asked)
        names.append({"row": line, "text": section.title, "high": f"{high} high" if high else ""})
        for place, item in enumerate(sorted(asked, key=_worst_first)):
            row = line + place // A_LINE
            marks.append(_mark(item, pack, row, place % A_LINE, colours))
        line += max(1, -(-len(asked) // A_LINE))
    known = [item for item in marks if item["shape"] != "none"]
    open_ = [item for item in marks if item["shape"] == "none"]
    widest = max((item["place"] for item in marks), default=0) + 0.5
    scale = {
        "domain": [0, max(NARROWEST, widest)],
        "rangeMin": {"expr": _LEFT},
        "rangeMax": {"expr": "width - 4"},
    }
    y = at("row", rows_down(max(line, 1), above=0.7, below=0.6))
    spot = {"x": at("place", scale), "y": y, "tooltip": words("name")}
    pick = alt.selection_point(name="pick", fields=["id"])
    solid = {"shape": own("shape"), "fill": own("colour"), "color": own("colour")}
    size = {"expr": "width > 520 ? 150 : 60"}
    return frame(
        [
            mark("point", spot | solid, known, size=size, opacity=1, cursor="pointer").add_params(
                pick
            ),
            mark("point", spot | {"color": own("colour")}, open_, size=size, opacity=1,
                 shape="circle", filled=False, strokeDash=[2, 2], strokeWidth=1.6),
            label(across("0"), y, "text", names, color=colours.ink,
                  limit={"expr": f"({_LEFT}) - 14"}),
        ],
        colours, height=30 * max(line, 1) + 24,
    )  # fmt: skip


def described(result: Result, pack: Questionnaire) -> str:
    """The chart in words."""
    told = []
    for item in result.sections:
        counts = ", ".join(
            f"{number} {name.replace('_', ' ')}" for name, number in item.counts.items()
        )
        told.append(f"{pack.section(item.id).title}: {counts}")
    return f"Questions by risk: {'; '.join(told)}."


def _worst_first(item: QuestionResult) -> int:
    return ORDER.index(item.risk) if item.risk else len(ORDER) + (item.state is Told.NOT_ANSWERED)


def _mark(
    item: QuestionResult, pack: Questionnaire, row: int, place: int, colours: Palette
) -> dict[str, Any]:
    colour = {
        "high": colours.verdicts["not_ready"], "medium": colours.verdicts["conditional"],
        "none": colours.verdicts["ready"],
    }.get(item.risk or "", colours.quiet)  # fmt: skip
    return {
        "id": item.id, "row": row, "place": place + 0.5, "colour": colour,
        "shape": SHAPES.get(item.risk or "", "none"),
        "name": f"{pack.question(item.id).title}: {question_words(item)}",
    }  # fmt: skip
