"""The head of Judge: shape and word, what is permitted, how firm; or the index of a pulse."""

import streamlit as st

from content.locales import written
from content.model import Pack
from reports.wording import VERDICT_WORDS
from scoring.model import Band, Scorecard, Verdict
from ui.components.note import figure, note
from ui.components.why import why
from ui.components.wording import COLOURS, SHAPES, counted, listed, odds, percent


def head(card: Scorecard, pack: Pack) -> None:
    """Verdict left, confidence and the weakest critical capability right."""
    if not card.gives_verdict:
        _pulse(card, pack)
        return
    left, right = st.columns([1.4, 1], gap="large")
    with left:
        colour, shape = COLOURS[card.verdict], SHAPES[card.verdict]
        st.header(f":{colour}[{shape}] :{colour}[{VERDICT_WORDS[card.verdict]}]", anchor=False)
        st.markdown(f"#### {card.permits.strip()}", anchors=False)
        if card.provisional:
            st.badge("Provisional, on statements only", color="orange")
        why("verdict", "Why this verdict?")
    with right:
        firm, weakest = st.columns(2)
        with firm:
            figure(
                "Confidence",
                percent(card.confidence.get(card.verdict, 0.0)),
                "of judgements made a little differently end in the same verdict",
            )
            why("confidence")
        with weakest:
            _weakest(card, pack)


def _weakest(card: Scorecard, pack: Pack) -> None:
    scored = [item for item in card.capabilities if item.critical and item.applicable]
    answered = [item for item in scored if item.answered]
    if len(answered) < len(scored):
        figure(
            "Critical and unanswered",
            f"{len(scored) - len(answered)} of {len(scored)}",
            "each needs an answer or a finding first",
        )
    elif answered:
        lowest = min(answered, key=lambda item: item.p3)
        figure(
            "Weakest critical",
            f"{percent(lowest.p3)} likely",
            f"{pack.capability(lowest.id).short_name}: {odds(lowest.p3)} in place",
        )
        why("in_place", key="weakest")


def _pulse(card: Scorecard, pack: Pack) -> None:
    left, right = st.columns([1.4, 1], gap="large")
    with left:
        if card.index is None:
            st.header("Nothing answered yet", anchor=False)
        else:
            index, low, high = card.index.of_100
            st.header(f"Index {index:.0f} of 100", anchor=False)
            st.markdown(f"#### Four chances in five that it lies between {low:.0f} and {high:.0f}.",
                        anchors=False)  # fmt: skip
        standard = pack.depth("standard")
        st.markdown(
            ":gray[A pulse gives an index, never a verdict. "
            f"{standard.name} depth, about {standard.minutes} minutes, ends in one; "
            "answers carry over.]"
        )
    with right:
        asked = [item for item in card.capabilities if item.asked]
        st.metric("Answered", f"{sum(item.answered for item in asked)} of {len(asked)}")


def how_sure(card: Scorecard) -> None:
    """Index, coverage and evidence strength; the shares of all verdicts; who claims how much."""
    st.subheader("How sure?", anchor=False)
    index = f"{card.index.of_100[0]:.0f} of 100" if card.index else "not known"
    gap = "not known" if card.claim_gap is None else f"{written(card.claim_gap, '.1f')} levels"
    in_place = f"{written(card.expected_in_place, '.1f')} of {card.critical_total}"
    told: tuple[tuple[str, str, str, str], ...] = (
        ("index", "Index", index, _interval(card.index)),
        ("coverage", "Coverage", percent(card.coverage), "of the weight has a level or a finding"),
        ("strength", "Evidence strength", percent(card.evidence_strength),
         "of the weight rests on more than statements"),
        ("in_place", "Critical in place", in_place, "expected number, from the chance of each"),
        ("claim_gap", "Claim gap", gap, f"claims above our reading, over {counted(card.claims, 'claim')}"),
    )  # fmt: skip
    for column, (number, *words) in zip(st.columns(len(told)), told, strict=True):
        with column:
            figure(*words)
            why(number)
    if card.gives_verdict:
        note(f"Judged a little differently, 2,000 times over: {_shares(card)}")


def _shares(card: Scorecard) -> str:
    return ", ".join(
        f":{COLOURS[item]}[{SHAPES[item]} {VERDICT_WORDS[item]}] {percent(card.confidence[item])}"
        for item in reversed(Verdict)
        if card.confidence.get(item, 0) > 0
    )


def _interval(index: Band | None) -> str:
    if index is None:
        return "nothing is answered yet"
    return f"80 % interval {index.of_100[1]:.0f} to {index.of_100[2]:.0f}"


def left_out(card: Scorecard, pack: Pack) -> None:
    """Areas without any answer are named, never filled in."""
    if card.left_out:
        names = listed([pack.area(item).name for item in card.left_out])
        st.warning(f"Nothing is known of {names}; the index leaves them out.")


def warnings(card: Scorecard, pack: Pack) -> None:
    """Areas of which more than the pack allows was left out as not applicable."""
    for area in card.areas:
        if area.not_applicable_warning:
            name, share = pack.area(area.id).name, percent(area.not_applicable_share)
            note(f":orange[:material/warning:] {share} of {name} was left out as not applicable.")
