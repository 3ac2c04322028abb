"""Beside the item: where the day stands, how people join, who is there, what comes next."""

from functools import lru_cache
from io import BytesIO
from urllib.parse import urlsplit

import segno
import streamlit as st

from assessment.workshop.model import Item
from assessment.workshop.phases import Phase
from engagement import workshops
from engagement.outside.settings import settings
from engagement.store import Store
from engagement.workshops import Console
from ui import session
from ui.components.note import note
from ui.components.wording import plain
from ui.workshop import live
from ui.workshop.steps import act, back_to_part, begin, to_part

_MARKS = {
    Phase.WAITING: ":gray[:material/radio_button_unchecked:]",
    Phase.AGREED: ":green[:material/check_circle:]",
    Phase.DISPUTED: ":orange[:material/group_off:]",
    Phase.PARKED: ":gray[:material/local_parking:]",
    Phase.SKIPPED: ":gray[:material/skip_next:]",
}
_BECAME = {Phase.DISPUTED: "disputed", Phase.PARKED: "parked", Phase.SKIPPED: "left out"}
_LOOPBACK = ("127.0.0.1", "localhost", "::1", "")
FIVE = 300


def agenda(store: Store, now: Console) -> None:
    """The part that runs, its clock, and the way to the next one."""
    block, blocks, at = now.room.block, now.workshop.blocks, now.workshop.block
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            note(f"Part {block.number} of {block.of}", width="content")
            with st.container(width="content"):
                live.agenda_clock(store, now)
        st.markdown(f"**{plain(block.title)}**")
        with st.container(horizontal=True, gap="small"):
            if now.room.stage == "item":
                back_to_part(store, now)
            if at + 1 < len(blocks):
                to_part(store, now, f"On to: {blocks[at + 1].title}", at + 1)
            st.button(
                "Five minutes more", key=f"workshop.block.more.{at}", on_click=act,
                args=(store, now, workshops.extend_block),
                kwargs={"at": at, "extra": now.workshop.block_extra, "seconds": FIVE},
            )  # fmt: skip
        with st.expander("The whole agenda"):
            for place, one in enumerate(blocks):
                here = "**" if place == at else ""
                st.markdown(f"{here}{plain(one.title)}{here} :small[:gray[{one.minutes} minutes]]")
            if at:
                to_part(store, now, f"Back to: {blocks[at - 1].title}", at - 1)


def joining(now: Console) -> None:
    """Code, QR and link for phones; the link of the big screen."""
    here = base()
    link = f"{here}/join?c={now.workshop.code}"
    with st.container(border=True, gap="small"):
        picture, words = st.columns([1, 1.25], vertical_alignment="center")
        picture.image(_qr(link), width="stretch", alt=f"QR code of {link}")
        with words:
            note("Join with a phone")
            st.markdown(f"### {now.workshop.code[:3]} {now.workshop.code[3:]}", anchors=False)
            st.markdown(f":small[{plain(link.removeprefix('https://').removeprefix('http://'))}]")
        screen = f"{here}/screen/{now.workshop.id}?k={now.workshop.screen_key}"
        st.link_button(
            "Open the big screen", screen, icon=":material/open_in_new:", width="stretch"
        )
        if urlsplit(here).hostname in _LOOPBACK:
            note(f":material/info: {_not_for_phones()}")


def _not_for_phones() -> str:
    """Why a phone that scans the code gets nothing, and what has to be set for it."""
    why = "This page is open on this machine’s own address, which phones cannot reach. "
    if settings().sign_in != "local":
        return f"{why}Open it by the address that they can."
    return (
        f"{why}For a workshop with phones the server needs a sign-in: set `PRODWORTHY_SIGN_IN` to "
        "`oidc` or `header`, `PRODWORTHY_PUBLIC_ADDRESS` to the address that they open, and "
        "`PRODWORTHY_HOST` to one that they reach or put a proxy before it. *With others* in the "
        "README and docs/settings.md say how."
    )


def base() -> str:
    """Where this page was opened, without its path."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "http://localhost:8501"


@lru_cache(maxsize=16)
def _qr(link: str) -> bytes:
    """Dark on light whatever the theme: phones read it better."""
    kept = BytesIO()
    segno.make(link, error="m").save(kept, kind="png", scale=8, border=2)
    return kept.getvalue()


def items(store: Store, now: Console) -> None:
    """The items with what became of each; any of them can be taken next."""
    st.markdown("**Items**")
    if not now.items:
        note("There is none. Add one below.")
    with st.container(gap="xsmall"):
        for item in now.items:
            _row(store, now, item)


def _row(store: Store, now: Console, item: Item) -> None:
    here = item.position == now.workshop.current and now.room.stage == "item"
    mark = (
        ":blue[:material/play_circle:]"
        if here
        else _MARKS.get(item.phase, ":blue[:material/pending:]")
    )
    stands = f" :small[:gray[{_stands(item)}]]" if _stands(item) else ""
    name = f"{mark} {plain(item.name)}{stands}"
    if here:
        st.markdown(f"**{name}**")
    else:
        begin(store, now, item, name, primary=False, listed=True)


def _stands(item: Item) -> str:
    """What became of it, by where it stands now; empty while it is open."""
    if item.phase is Phase.AGREED:
        return f"level {item.agreed}"
    return _BECAME.get(item.phase, "")


def add(store: Store, now: Console, names: dict[str, str]) -> None:
    """One more item, chosen by its name."""
    rest = {
        one: name for one, name in names.items() if one not in {i.capability for i in now.items}
    }
    st.selectbox(
        "Add an item", list(rest), None, rest.__getitem__, key="workshop.add",
        placeholder="Type a few letters", on_change=_add, args=(store, now),
    )  # fmt: skip


def _add(store: Store, now: Console) -> None:
    chosen = session.choice("workshop.add")
    if chosen:
        act(store, now, workshops.add_item, capability=chosen)
    session.keep("workshop.add", None)
