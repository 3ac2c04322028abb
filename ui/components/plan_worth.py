"""Why this order: the priority of each initiative with all of its parts."""

import streamlit as st

from content.model import Pack
from scoring.roadmap_model import PlannedInitiative, Roadmap
from ui.components.amounts import Amounts
from ui.components.note import note
from ui.components.wording import VERDICT_WORDS, percent

PARTS = (
    Amounts("Priority", ".3g"), Amounts("Δgate", ".2f"), Amounts("V a quarter", ".6g"),
    Amounts("D a quarter", ".6g"), Amounts("E, weeks", ".1f"),
)  # fmt: skip
SHARES = ("Rise alone", "Fall if left out", "C")


def worth(plan: Roadmap, pack: Pack) -> None:
    """One row an initiative, highest first; the columns are the parts of the formula."""
    held = [row for row in plan.rows if row.parts is not None]
    if not held:
        return
    with st.expander("Why this order: priorities and their parts"):
        wanted = VERDICT_WORDS[plan.drives_to]
        st.markdown(f"Priority = (Δgate × V + D) × C / E, driving to **{wanted}**.")
        ranked = sorted(held, key=lambda row: (-row.priority, row.start, row.id))
        st.dataframe(
            [_row(row, pack) for row in ranked], hide_index=True, alt="Priorities and their parts",
            column_config={item.name: item.config() for item in PARTS}
            | {name: st.column_config.TextColumn(alignment="right") for name in SHARES},
        )  # fmt: skip
        stated = held[0].parts is not None and held[0].parts.stated
        note(
            f"Δgate: half of what the share of judgements that reach {wanted} rises if this alone "
            "succeeds, and falls if this alone is left out of the plan that closes all blockers. "
            "C: the probability that the gap is real. E: likely person-weeks. Equal priorities go "
            "by levels gained for the effort. "
            + ("V: the middle of the value at stake a quarter." if stated else
               "Nobody stated a value at stake: V counts as 1, and priorities compare only among "
               "themselves.")
        )  # fmt: skip


def _row(row: PlannedInitiative, pack: Pack) -> dict[str, object]:
    parts = row.parts
    assert parts is not None  # noqa: S101  only rows that have them are listed
    after = pack.initiative(parts.inherited_from).title if parts.inherited_from else ""
    figures = (row.priority, parts.gate, parts.value, parts.duty, parts.effort)
    priority, gate, value, duty, effort = (
        item.cell(figure) for item, figure in zip(PARTS, figures, strict=True)
    )
    return {
        "Initiative": row.title, "Priority": priority, "Δgate": gate,
        "Rise alone": percent(parts.rise), "Fall if left out": percent(parts.fall),
        "V a quarter": value, "D a quarter": duty, "C": percent(parts.confidence),
        "E, weeks": effort, "Priority of": after,
    }  # fmt: skip
