"""A client's use cases together: which first and why, the picture, the ranking, the sequence."""

import pandas as pd
import streamlit as st

from content.portfolio import PortfolioJudgement, portfolio_judgement
from engagement.model import Client
from engagement.portfolio import portfolio as portfolios
from engagement.store import Store
from reports.portfolio_words import (
    RISK_WORDS,
    anchor,
    feasibility_cell,
    firmness_cell,
    headline,
    method,
    origin,
    overtaking,
    part_level,
    reason,
    sequence_title,
    step_sentence,
    stop_sentences,
    unknowns,
    value_cell,
    whole,
    why_first,
    work,
)
from reports.wording import money, person_weeks, short_day
from scoring.portfolio_model import Portfolio, SequenceStep, Standing
from ui import faults, session
from ui.components import frame
from ui.components.charts import sequence as sequence_chart
from ui.components.charts import use_cases as use_cases_chart
from ui.components.note import note, on_accent
from ui.components.permitted import may
from ui.components.wording import plain


def together(store: Store, client: Client) -> None:
    """Everything that is said of the use cases together; nothing where there is none."""
    held, judgement = portfolios.compared(store, client.id), portfolio_judgement()
    if held.ranking.first is None:
        return
    _head(client, held, judgement)
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        st.vega_lite_chart(
            spec=use_cases_chart.impact(held, None, frame.colours()), theme=None,
            alt=use_cases_chart.described(held, None),
        )  # fmt: skip
        note("Bars show what each may be; dashed where somebody has yet to say. 1 is the first.")
    _ranking(held, judgement)
    with right, st.spinner("Planning the first, and what the next ones inherit …"):
        planned = portfolios.portfolio(store, client.id)
        _start(store, client, planned, judgement)
    if len(planned.sequence) > 1:
        _sequence(planned)
    with st.expander("How the ranking is made"):
        for line in method(judgement):
            st.markdown(plain(line))


def _head(client: Client, held: Portfolio, judgement: PortfolioJudgement) -> None:
    st.subheader(plain(headline(held)), anchor=False)
    for line in why_first(held, judgement):
        st.markdown(plain(line))
    alone = len(held.ranking.standings) < 2 and may("use case created")
    if alone and st.button("Add another use case", icon=":material/add:", key="portfolio.another"):
        another_use_case(client)


def another_use_case(client: Client) -> None:
    """The start page, with the client's name filled in."""
    session.begin_with("start.client", client.name)
    st.switch_page("ui/pages/start.py")


def _start(
    store: Store, client: Client, held: Portfolio, judgement: PortfolioJudgement
) -> None:  # fmt: skip
    """The first, the runner-up, what would turn the order, and when to stop."""
    with st.container(border=True):
        first, second = held.ranking.first, held.ranking.runner_up
        if first is None:
            return
        st.markdown("**When to stop it**")
        for line in stop_sentences(held, judgement):
            st.markdown(plain(line))
        if second:
            st.markdown(f"**{plain(second.name)} comes first instead if one of these is true**")
            st.markdown("\n".join(f"- {plain(line)}" for line in overtaking(held, judgement)))
        _decide(store, client, held)


def _decide(store: Store, client: Client, held: Portfolio) -> None:
    taken = portfolios.begun_with(store, held, client.id)
    if taken:
        due = f", until {short_day(taken.due)}" if taken.due else ""
        note(f":material/check: Decided: {plain(taken.owner)} holds to the stop rule{due}.")
        return
    if not may("decision recorded"):
        return
    owner = st.text_input("Who holds to this rule?", key=f"first.{client.id}.owner")
    if st.button(on_accent("Decide to start with it"), type="primary", key=f"first.{client.id}"):
        made = faults.attempt(portfolios.begin_with, store, client.id, owner)
        if made:
            st.rerun()


def _ranking(held: Portfolio, judgement: PortfolioJudgement) -> None:
    st.subheader("The ranking", anchor=False)
    rows = [_row(item, held, judgement) for item in held.ranking.standings]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="The use cases in their order")
    why = [
        f"{item.place}. **{plain(item.name)}.** {plain(reason(item, held, judgement))}"
        for item in held.ranking.standings
    ]
    st.markdown("\n".join(why))
    missing = unknowns(held.ranking, judgement)
    if missing:
        note(f"Nobody has said yet: {plain('; '.join(missing))}. Say it below, in each one’s form.")
    with st.expander("Every part of feasibility, and who says so"):
        st.dataframe(
            pd.DataFrame(_parts(held, judgement)),
            hide_index=True,
            alt="Parts of feasibility by use case",
        )


def _row(item: Standing, held: Portfolio, judgement: PortfolioJudgement) -> dict[str, object]:
    return {
        "Place": item.place, "Use case": item.name, "Sponsor": item.sponsor or "not named",
        "Value a quarter": value_cell(item, held), "Feasibility": feasibility_cell(item),
        "Data": next((part_level(part) for part in item.parts
                      if judgement.part(part.part).from_area), ""),
        "Risk": RISK_WORDS[item.risk_class], "How firm": firmness_cell(item),
    }  # fmt: skip


def _parts(held: Portfolio, judgement: PortfolioJudgement) -> list[dict[str, str]]:
    return [
        {
            "Use case": item.name, "Part": judgement.part(part.part).name,
            "Level": part_level(part), "Who says so": origin(part),
            "What that level means": anchor(part, judgement.part(part.part)),
        }
        for item in held.ranking.standings
        for part in item.parts
    ]  # fmt: skip


def _sequence(held: Portfolio) -> None:
    st.subheader(plain(sequence_title(held)), anchor=False)
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        st.vega_lite_chart(
            spec=sequence_chart.sequence(held, None, frame.colours()), theme=None,
            alt=sequence_chart.described(held, None),
        )  # fmt: skip
        note(":blue[■] Own work, whole plan. The dashed part is what an earlier one built.")
    with right:
        for place, item in enumerate(held.sequence):
            st.markdown(plain(step_sentence(item, place, held)))
    st.dataframe(
        pd.DataFrame([_step(item, held) for item in held.sequence]), hide_index=True,
        alt="The use cases one after the other, and what each inherits",
    )  # fmt: skip


def _step(item: SequenceStep, held: Portfolio) -> dict[str, str]:
    if item.alone is None or item.after is None:
        return {"Use case": item.name, "To its gate": item.why_not, "Inherits": "not known"}
    return {
        "Use case": item.name,
        "Whole plan": whole(item),
        "To its gate": work(item.after, held),
        "Gate cheaper by": person_weeks(item.saved_effort)
        + ("" if item.saved_cost is None else f", {money(item.saved_cost, held.currency)}"),
        "Starts": short_day(item.start) if item.start and not item.waits else "no date",
        "Gate, four in five": short_day(item.after.gate_p80)
        if item.after.gate_p80 and not item.waits
        else "no date",
        "Inherits": ", ".join(one.title for one in item.inherits) or "nothing",
    }
