"""The end of Look: where we could not look, each cause once, with what would open it."""

import streamlit as st

from assessment.blind_spots import BlindSpot, blind_spots
from assessment.model import Finding, Outcome
from ui.components.note import note
from ui.components.wording import capital, counted, moment, plain

MARKS = {
    Outcome.UNAVAILABLE: ":gray[:material/visibility_off: **Could not look**]",
    Outcome.ERROR: ":orange[:material/bug_report: **Probe failed**]",
}


def unseen(findings: tuple[Finding, ...], names: dict[str, str]) -> None:
    """One box a cause; ``names`` of sources by their ids. Nothing where all could be looked at."""
    spots = blind_spots(findings)
    if not spots:
        return
    with st.container(border=True):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown("**Where we could not look**", width="content")
            note("never counted as absent", width="content")
        for place, spot in enumerate(sorted(spots, key=lambda one: -len(one.findings))):
            _spot(place, spot, names.get(spot.finding.source, ""))


def _spot(place: int, spot: BlindSpot, source: str) -> None:
    finding = spot.finding
    mark, words, where = st.columns([1, 2.9, 2.1], gap="small")
    mark.markdown(MARKS[finding.outcome])
    with words, st.container(gap="xxsmall"):
        st.markdown(plain(capital(finding.observed.strip())))
        if finding.remedy:
            st.info(f"**To make it available:** {plain(finding.remedy)}")
    with where, st.container(gap="xxsmall"):
        if len(spot.findings) == 1:
            st.markdown(f":small[{plain(finding.statement)}]")
        else:
            with st.popover(counted(len(spot.findings), "probe"), key=f"blind.{place}"):
                st.markdown("\n".join(f"- {plain(item.statement)}" for item in spot.findings))
        origin = f"{plain(source)}, tried" if source else "tried"
        note(f"{origin} {moment(finding.observed_at)}")


def not_concerned(findings: tuple[Finding, ...], names: dict[str, str]) -> None:
    """Probes whose question does not arise here, behind one fold."""
    if not findings:
        return
    many = len(findings)
    does = "that does not apply here" if many == 1 else "that do not apply here"
    with st.expander(f"{counted(many, 'probe')} {does}"):
        for item in findings:
            source = plain(names.get(item.source, ""))
            st.markdown(
                f"{plain(item.statement)}  \n:small[:gray[{plain(item.observed)} · {source}]]"
            )
