"""Judge, where questions have choices: the result by the pack's own rule, and why."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from content import locales
from content.questionnaire import Questionnaire
from engagement.choices import choice_judging, choosing
from engagement.model import Workspace
from engagement.store import Store
from reports.question_wording import (
    RISK_WORDS,
    band_range,
    explained,
    headline,
    points,
    question_words,
    risks_sentence,
    sections_sentence,
    still_open,
)
from reports.wording import shortened
from scoring.result_model import Result, Told
from scoring.rules import rule_of
from ui import session
from ui.components import frame
from ui.components.charts import risk_map, section_points
from ui.components.charts.parts import Spec
from ui.components.note import figure, note, on_accent
from ui.components.pack_offer import offer, untouched
from ui.components.wording import moment, percent, plain
from ui.questions.why import why_dialog
from ui.theme.palette import Palette

MOST_NAMED = 8
"""Questions at risk that are named beside the picture."""
Drawn = Callable[[Result, Questionnaire, Palette], Spec]


def render(store: Store, space: Workspace, pack: Questionnaire) -> None:
    """What it comes to, the picture, and every question one click away."""
    result = choice_judging.result(store, space.assessment.id)
    frame.first_line(
        space, f"As of {moment(result.as_of)} · {plain(pack.title)} {plain(pack.version)}"
    )
    offer(store, space)
    _head(pack, result)
    untouched(store, space)
    if not result.answered:
        if st.button(on_accent("Answer the first question"), type="primary"):
            st.switch_page("ui/pages/ask.py")
        return
    st.divider()
    if result.not_scorable:
        note("Answers stay, and stand in the table and in the report; no risk or score is drawn.")
    elif result.rule == "risk-rules":
        _risks(pack, result)
    else:
        _points(pack, result)
    _questions(pack, result)
    _open(store, space, pack, result)


def _head(pack: Questionnaire, result: Result) -> None:
    left, right = st.columns([1.4, 1], gap="large")
    with left:
        st.header(plain(headline(result)), anchor=False)
        st.markdown(f"#### {plain(explained(pack, result))}", anchors=False)
        note(f"{rule_of(pack).TITLE}. {rule_of(pack).HOW}")
    with right:
        first, second = st.columns(2)
        with first:
            figure("Coverage", percent(result.coverage), "of the weight is judged")
        with second:
            asked = len(result.questions)
            figure("Answered", f"{result.answered} of {asked}", still_open(result))


def _points(pack: Questionnaire, result: Result) -> None:
    left, right = st.columns([1.8, 1], gap="large")
    with left:
        st.subheader(plain(sections_sentence(result)), anchor=False)
        _draw(section_points.section_points, result, pack, section_points.described(result))
        note("Solid is sure; the dashed part is what open questions could still add.")
        _left_out(section_points.left_out(result), "fewest points")
        _first_to_do(pack, result)
    with right:
        _bands(pack, result)


def _bands(pack: Questionnaire, result: Result) -> None:
    if not pack.bands:
        return
    st.subheader("What the whole means", anchor=False)
    for place, band in enumerate(pack.bands):
        here = band.name in (result.band, result.band_at_best)
        name = f"**{plain(band.name)}**" if here else plain(band.name)
        arrow = ":blue[:material/arrow_right_alt:] " if band.name == result.band else ""
        with st.container(gap=None):
            st.markdown(f"{arrow}{name} :small[:gray[{band_range(pack.bands, place)}]]")
            note(plain(band.meaning))


def _risks(pack: Questionnaire, result: Result) -> None:
    columns = st.columns(4)
    told = (
        ("High risk", result.counts.get("high", 0), ":red[■] must be dealt with"),
        ("Medium risk", result.counts.get("medium", 0), ":orange[◆] should be dealt with"),
        ("No risk", result.counts.get("none", 0), ":green[●] by the pack’s rules"),
        ("Undecided", result.counts.get("undecided", 0), "◌ no rule of the pack fits"),
    )
    for column, (label, number, under) in zip(columns, told, strict=True):
        with column:
            figure(label, str(number), under)
    left, right = st.columns([1.8, 1], gap="large")
    with left:
        st.subheader(plain(risks_sentence(result)), anchor=False)
        words = risk_map.described(result, pack)
        picked = _draw(risk_map.risk_map, result, pack, words, "risk.map")
        if picked:
            session.keep("result.open", picked)
        note(":red[■] high, :orange[◆] medium, :green[●] none, ◌ not known. Click a mark.")
        _left_out(risk_map.left_out(result, pack), "most high risks")
    with right:
        _worst(pack, result)


def _left_out(number: int, which: str) -> None:
    """A picture that has no room for every section says so."""
    if number:
        note(f"Those with the {which}; {number} more sections are in the table below.")


def _worst(pack: Questionnaire, result: Result) -> None:
    """The questions at high risk by name, else those at medium; each opens."""
    level = "high" if result.counts.get("high") else "medium"
    found = [item for item in result.questions if item.risk == level]
    if not found:
        return
    mark = ":red[■]" if level == "high" else ":orange[◆]"
    st.subheader(f"{RISK_WORDS[level]}", anchor=False)
    with st.container(gap="xxsmall"):
        for item in found[:MOST_NAMED]:
            name = plain(shortened(pack.question(item.id).title, 56))
            if st.button(f"{mark} {name}", key=f"worst.{item.id}", type="tertiary"):
                session.keep("result.open", item.id)
    if len(found) > MOST_NAMED:
        note(f"and {len(found) - MOST_NAMED} more, in the table below")


def _first_to_do(pack: Questionnaire, result: Result) -> None:
    """The advice that comes first, in brief; the plan has all of it."""
    if not result.advice:
        return
    st.subheader("What would lift it first", anchor=False)
    for item in result.advice[:3]:
        gain = f"**+{points(item.gain)}** " if item.gain else ""
        title = plain(pack.question(item.question).title)
        st.markdown(f"{gain}{title}  \n:small[:gray[{plain(shortened(item.text, 160))}]]")
    if st.button("See the whole plan", icon=":material/checklist:", type="tertiary"):
        st.switch_page("ui/pages/plan.py")


def _questions(pack: Questionnaire, result: Result) -> None:
    """Every question: what is known of it, worst first; and one by its name."""
    names = {item.id: pack.question(item.id).title for item in result.questions}
    st.selectbox(
        "Open a question", list(names), None, names.__getitem__, key="result.name",
        placeholder="Type a few letters", on_change=_open_named,
    )  # fmt: skip
    with st.expander("All questions as a table"):
        rows = [_row(pack, result, item.id) for item in result.questions]
        st.dataframe(rows, hide_index=True, alt="Every question with what is known of it")
    if result.undecided:
        with st.expander(f"{len(result.undecided)} undecided: no rule of the pack fits the answer"):
            for name in result.undecided:
                st.markdown(f"- {plain(names[name])}")


def _row(pack: Questionnaire, result: Result, question_id: str) -> dict[str, Any]:
    question, found = pack.question(question_id), result.question(question_id)
    titles = {item.id: item.title for item in question.choices}
    return {
        "Section": pack.section(question.section).title, "Question": question.title,
        "Result": question_words(found),
        "Holds": "; ".join(titles[item] for item in found.chosen),
        "People": found.people,
        "Disagree": "yes" if found.disagreement else "",
        "Open": "yes" if found.state in (Told.NOT_ANSWERED, Told.DONT_KNOW) else "",
    }  # fmt: skip


def _draw(chart: Drawn, result: Result, pack: Questionnaire, alt: str, key: str = "") -> str | None:
    digest = f"{chart.__module__} {locales.current().tag} {hash(result.model_dump_json())}"
    spec = _spec(digest, frame.dark(), chart, result, pack)
    if not key:
        st.vega_lite_chart(spec=spec, theme=None, alt=alt)
        return None
    event: Any = st.vega_lite_chart(spec=spec, theme=None, alt=alt, key=key, on_select="rerun")
    picked = event["selection"].get("pick", [])
    clicked = str(picked[0]["id"]) if picked else None
    new = clicked if clicked != session.choice(f"{key}.last") else None
    session.keep(f"{key}.last", clicked)
    return new


@st.cache_data(show_spinner=False, max_entries=32)
def _spec(digest: str, dark: bool, _chart: Drawn, _result: Result, _pack: Questionnaire) -> Spec:  # noqa: ARG001
    return _chart(_result, _pack, frame.colours())


def _open_named() -> None:
    session.keep("result.open", session.choice("result.name"))
    session.keep("result.name", None)


def _open(store: Store, space: Workspace, pack: Questionnaire, result: Result) -> None:
    chosen = session.forget("result.open")
    if chosen and chosen in {item.id for item in pack.questions}:
        answers = choosing.current_choices(store, space.assessment.id)
        why_dialog(store, space, pack, (result, answers), chosen)
