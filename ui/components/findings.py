"""What was found: one bordered group a capability, critical first, unavailable last and grey."""

from datetime import UTC, datetime, time

import streamlit as st

from assessment.model import Finding, Outcome, Overrule, Pending, Place, Reading, is_stale
from content.locales import written
from content.model import Pack
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.store import Store
from reports.client_changes import ClientChanges
from reports.reworded import beware, reworded
from scoring.model import Scorecard
from ui import faults
from ui.components.live import hold, let_go
from ui.components.me import ask_me, me
from ui.components.note import note, on_accent
from ui.components.permitted import may
from ui.components.second_person import of_finding
from ui.components.wording import day, moment, plain
from ui.manner import typed_day

MARKS = {
    Outcome.ABSENT: ":red[:material/cancel: **Absent**]",
    Outcome.PRESENT: ":blue[:material/check_circle: **Present**]",
    Outcome.NOT_APPLICABLE: ":gray[:material/remove: Does not apply]",
    Outcome.UNAVAILABLE: ":gray[:material/visibility_off: Unavailable]",
    Outcome.ERROR: ":orange[:material/bug_report: Probe failed]",
}
ORDER = list(MARKS)
OTHER = ""


def groups(
    pack: Pack, critical: tuple[str, ...], findings: tuple[Finding, ...]
) -> dict[str, list[Finding]]:
    """Findings by the capability they bear on first: critical ones first, then the pack's order."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(_home(pack, critical, finding), []).append(finding)
    places = [item.id for item in pack.capabilities] + [OTHER]
    ranked = sorted(found, key=lambda item: (item not in critical, places.index(item)))
    return {item: sorted(found[item], key=lambda one: ORDER.index(one.outcome)) for item in ranked}


def group(
    store: Store, summary: str, name: str, findings: list[Finding],
    overrules: dict[str, Overrule], names: dict[str, str], failed_since: dict[str, Finding],
    told: ClientChanges | None = None, asked: tuple[Pending, ...] = (), critical: bool = False,
) -> None:  # fmt: skip
    """The capability with its claim, then one row a finding; ``names`` of sources by their ids.

    ``failed_since``, by a finding's id, is the newer attempt that could not read it again; ``told``
    is what the client has otherwise in the pack, ``asked`` waits for a second person.
    """
    with st.container(border=True):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(f"**{name}**", width="content")
            note(summary, width="content")
        for finding in findings:
            _row(
                store, finding, overrules.get(finding.id), names.get(finding.source, ""),
                failed_since.get(finding.id), told, asked, critical,
            )  # fmt: skip


def warned(told: ClientChanges | None, finding: Finding) -> None:
    """Where the finding bears on a level that the client words otherwise."""
    for item in reworded(told, finding):
        note(f":orange[:material/warning: {plain(beware(item))}]")


def _row(
    store: Store, finding: Finding, overrule: Overrule | None, source: str, failed: Finding | None,
    told: ClientChanges | None, asked: tuple[Pending, ...], critical: bool,
) -> None:  # fmt: skip
    mark, words, where = st.columns([1, 2.9, 2.1], gap="small")
    with mark:
        st.markdown(":gray[:material/gavel: Overruled]" if overrule else MARKS[finding.outcome])
        if is_stale(finding.valid_until, datetime.now(UTC)):
            st.badge("Out of date", color="orange")
    with words, st.container(gap="xxsmall"):
        st.markdown(_told(finding, overruled=overrule is not None))
        warned(told, finding)
        if overrule:
            _overruled(store, finding, overrule)
        of_finding(asked, finding.id)
    with where, st.container(gap="xxsmall"):
        _places(finding, source)
        if failed:
            note(f"tried {moment(failed.observed_at)}: not readable any more, so this stands")
        if finding.conclusive and not overrule:
            _way_to_overrule(store, finding, asked, critical)


def _way_to_overrule(
    store: Store, finding: Finding, asked: tuple[Pending, ...], critical: bool
) -> None:
    """Where evidence on a critical capability is set aside, one asks and a second person agrees."""
    waits = any(one.about == finding.id for one in asked)
    if waits or not may("overrule asked for" if critical else "finding overruled"):
        return
    label = "Ask to overrule" if critical else "Overrule"
    if st.button(label, key=f"overrule.{finding.id}", type="tertiary"):
        overrule_dialog(store, finding, critical=critical)


def _told(finding: Finding, *, overruled: bool) -> str:
    lines = [plain(finding.observed)]
    if finding.expected:
        lines.append(f"Expected: {plain(finding.expected)}")
    if finding.outcome is Outcome.ABSENT and finding.remedy and not overruled:
        lines.append(f"**What to do:** {plain(finding.remedy)}")
    return "  \n".join([finding.statement, *(f":small[:gray[{line}]]" for line in lines if line)])


def _places(finding: Finding, source: str) -> None:
    for place in finding.places[:4]:
        st.markdown(f":small[{linked(place)}]")
    if len(finding.places) > 4:
        note(f"and {len(finding.places) - 4} more places")
    origin = f"{plain(source)}, read" if source else "read"
    note(f"{origin} {moment(finding.observed_at)}, valid until {day(finding.valid_until)}")


def linked(place: Place | Reading) -> str:
    """Where to see it: a link where there is one, else the query or the place as it stands."""
    text = (place.label if isinstance(place, Place) else "") or place.query or place.url
    code = f"`{text.replace('`', '').strip()}`"
    if place.url.startswith(("https://", "http://")):
        address = place.url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        return f"[{code} :material/open_in_new:]({address})"
    return code


def _overruled(store: Store, finding: Finding, overrule: Overrule) -> None:
    until = f" Ends {day(overrule.until)}." if overrule.until else ""
    both = f" and {plain(overrule.second)}" if overrule.second else ""
    st.info(
        f"**Overruled by {plain(overrule.by)}{both}, {day(overrule.at)}:** {_closed(overrule.reason)}"
        f"{until} It said: {finding.outcome}."
    )
    if may("overrule withdrawn") and st.button(
        "Let it count again", key=f"withdraw.{finding.id}", type="tertiary"
    ):
        faults.attempt(collecting.withdraw_overrule, store, finding_id=finding.id)
        st.rerun()


def _closed(reason: str) -> str:
    """A reason as a sentence; nobody's full stop is doubled."""
    words = reason.strip()
    return plain(words if words.endswith((".", "!", "?")) else f"{words}.")


@st.dialog("Overrule a finding", on_dismiss=let_go)
def overrule_dialog(store: Store, finding: Finding, *, critical: bool) -> None:
    """Set a finding aside in one's own name; both stay visible, here and in the report."""
    hold()
    st.markdown(f"**{finding.statement}**  \n:gray[{plain(finding.observed)}]")
    if critical:
        note("It is critical: it counts until a second person agrees.")
    ask_me("Your name")
    reason = st.text_area("Reason", placeholder="Why this finding is wrong or does not matter here")
    until = st.date_input(
        "Until", None, help="Empty: until a later look sees something else.", format=typed_day()
    )
    if st.button(on_accent("Ask to overrule" if critical else "Overrule"), type="primary"):
        done = faults.attempt(
            collecting.overrule, store, finding_id=finding.id, by=me(), reason=reason,
            until=datetime.combine(until, time.max, UTC) if until else None,
        )  # fmt: skip
        if isinstance(done, Pending):
            st.toast("Asked for: it waits for a second person", icon=":material/group_add:")
        if done:
            st.rerun()
        faults.show_waiting()


def _home(pack: Pack, critical: tuple[str, ...], finding: Finding) -> str:
    bearings = [item.capability for item in finding.bearings if item.pack == pack.id]
    known = [item for item in bearings if any(one.id == item for one in pack.capabilities)]
    return next((item for item in known if item in critical), known[0] if known else OTHER)


def summary(pack: Pack, space: Workspace, card: Scorecard | None, capability: str) -> str:
    """What is claimed and seen of a capability, in a few words; no card while a look runs."""
    if not capability:
        return "shown, and not part of the judgement"
    critical = capability in pack.profile(space.assessment.profile).critical
    parts = ["critical"] if critical else []
    if card is not None:
        score = card.capability(capability)
        if score.claim is not None:
            parts.append(f"claimed {written(score.claim, 'g')}")
        if score.observed_high is not None:
            parts.append(f"level {score.observed_high + 1} absent")
        elif score.observed_low is not None:
            parts.append(f"level {score.observed_low} present")
        if not score.applicable:
            parts.append("does not apply here")
    return " · ".join(parts)
