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
    """Source after source, those first that gave nothing; ``names`` of sources by their ids.

    A source that could not be read at all has one cause, which is shown; the causes of one that was
    read stand behind a fold. Nothing where all could be looked at.
    """
    places: dict[str, list[BlindSpot]] = {}
    for spot in blind_spots(findings):
        places.setdefault(spot.finding.source, []).append(spot)
    if not places:
        return
    with st.container(border=True):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown("**Where we could not look**", width="content")
            note("never counted as absent", width="content")
        for source, spots in sorted(places.items(), key=lambda place: len(place[1])):
            if len(spots) == 1:
                _spot(spots[0], names.get(source, ""))
            else:
                _folded(spots, names.get(source, ""))


def _folded(spots: list[BlindSpot], source: str) -> None:
    """A source of which some was read: how much was not, and behind the fold why, cause by cause."""
    many = counted(sum(len(spot.findings) for spot in spots), "probe")
    name = plain(source) or "A source without a name"
    with st.expander(f"**{name}:** {many} could not look, for {len(spots)} reasons"):
        for spot in sorted(spots, key=lambda one: -len(one.findings)):
            finding = spot.finding
            failed = f"{MARKS[Outcome.ERROR]} " if finding.outcome is Outcome.ERROR else ""
            way = f"**To make it available:** {plain(finding.remedy)}" if finding.remedy else ""
            not_seen = "; ".join(plain(item.statement) for item in spot.findings)
            lines = [way, f"Not seen: {not_seen}"]
            small = "  \n".join(f":small[:gray[{line}]]" for line in lines if line)
            st.markdown(f"{failed}{plain(capital(finding.observed.strip()))}  \n{small}")
        note(f"tried {moment(max(spot.finding.observed_at for spot in spots))}")


def _spot(spot: BlindSpot, source: str) -> None:
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
            count = counted(len(spot.findings), "probe")
            with st.popover(count, key=f"blind.{finding.source}.{finding.outcome}"):
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
