"""Every question as a mark: a row a section, shape and colour by its risk."""

from typing import Any

import altair as alt

from content.questionnaire import Questionnaire
from reports.question_groups import groups
from reports.question_wording import question_words
from scoring.result_model import QuestionResult, Result
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
MOST_ROWS = 40
"""Sections with a row of their own; see :mod:`reports.question_groups`."""
NARROWEST = 10
"""Places across where no section has more, so that few marks stay together."""
_LEFT = wide("0.34 * width", "0.4 * width")
SHAPES = {"high": "square", "medium": "diamond", "none": "circle"}


def risk_map(result: Result, pack: Questionnaire, colours: Palette) -> Spec:
    """The chart; a click on a mark selects its question (parameter ``pick``)."""
    marks, names, line = [], [], 0
    rows, _ = groups(pack, result, MOST_ROWS)
    across_ = A_LINE if all(len(row.questions) <= 3 * A_LINE for row in rows) else 2 * A_LINE
    for group in rows:
        names.append({"row": line, "text": group.title})
        for place, item in enumerate(group.questions):
            row = line + place // across_
            marks.append(_mark(item, pack, row, place % across_, colours))
        line += max(1, -(-len(group.questions) // across_))
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
    size = {"expr": f"width > 520 ? {150 if across_ == A_LINE else 60} : 40"}
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
    rows, left_out = groups(pack, result, MOST_ROWS)
    told = [f"{row.title}: {row.high} of {len(row.questions)} high" for row in rows]
    more = f"; and {left_out} sections more" if left_out else ""
    return f"Questions by risk: {'; '.join(told)}{more}."


def left_out(result: Result, pack: Questionnaire) -> int:
    """How many sections the chart has no row for."""
    return groups(pack, result, MOST_ROWS)[1]


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
