"""Look: point at sources, see each request before the first run, run probes, read findings."""

import streamlit as st

from assessment.blind_spots import looked_at
from assessment.model import Finding, Outcome, Overrule
from engagement import judging
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.packs.client_changes import grid_changes
from engagement.settling import second_person
from engagement.store import Store
from ui.components import findings as parts
from ui.components import frame
from ui.components.blind_spots import not_concerned, unseen
from ui.components.doors import example_sources
from ui.components.finding_counts import chosen, counts, import_file
from ui.components.paging import page_of
from ui.components.run_bar import run_bar
from ui.components.sources import sources
from ui.questions.look import render as look_choices

A_PAGE = 10


def render(store: Store, space: Workspace) -> None:
    """Sources left, the run and what was found right."""
    frame.first_line(
        space, "Read only. Findings are saved as they arrive; you can leave this page."
    )
    st.header("Look", anchor=False)
    key = space.assessment.id
    found = collecting.findings(store, key)
    running = collecting.looking(store, key) is not None
    overrules = {item.finding: item for item in collecting.overrules(store, key)}
    example_sources(store, space)
    left, right = st.columns([1, 2.7], gap="large")
    with left:
        sources(store, space, found, running)
        counts(found, overrules)
        import_file(store, space)
    with right:
        run_bar(store, space, found)
        if found:
            _found(store, space, found, overrules, running)


def _found(
    store: Store, space: Workspace, found: tuple[Finding, ...], overrules: dict[str, Overrule],
    running: bool,
) -> None:  # fmt: skip
    picked, shown = chosen(found, overrules)
    pack = frame.pack(store, space)
    critical = pack.profile(space.assessment.profile).critical
    card = None if running else judging.scorecard(store, space.assessment.id)
    concerned = tuple(item for item in shown if item.outcome is not Outcome.NOT_APPLICABLE)
    grouped = list(parts.groups(pack, critical, looked_at(concerned)).items())
    names = {item.id: item.name for item in collecting.all_sources(store, space.assessment.id)}
    failed = collecting.failed_since(store, space.assessment.id)
    asked = second_person.pending(store, space.assessment.id)
    changed = None if running else grid_changes(store, space.assessment.id)
    pages = max(1, -(-len(grouped) // A_PAGE))

    def draw(page: int) -> None:
        for capability, items in grouped[(page - 1) * A_PAGE : page * A_PAGE]:
            name = pack.capability(capability).name if capability else "No capability of this pack"
            told = parts.summary(pack, space, card, capability)
            parts.group(
                store, told, name, items, overrules, names, failed, changed, asked,
                critical=capability in critical,
            )  # fmt: skip
        if page == pages:
            unseen(shown, names)
            not_concerned(tuple(i for i in shown if i.outcome is Outcome.NOT_APPLICABLE), names)

    page_of(pages, picked, draw)
    if not shown:
        st.markdown(f":gray[No finding is {Outcome.ABSENT} or otherwise of this kind.]")


if __name__ == "__main__":
    frame.show(render, look_choices)
