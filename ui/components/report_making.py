"""Making a file beside the pages: how far it is, its first page early, and then the file.

It goes on whoever leaves or reloads the page; a second tab, or a second click, joins it.
"""

import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field

import streamlit as st

from reports.office_template import TemplateRefused
from reports.progress import Tell
from ui import faults
from ui.components.note import note

File = tuple[str, bytes]
"""Its name and its bytes."""

THREAD = "make-report"
EVERY_SECONDS = 0.6
GATHERED = 0.25
"""The share of the work after which a format begins to tell how far it is."""


@dataclass
class Making:
    """One file on its way: what is done now, a picture of its first page, and how it ended.

    ``share`` (0–1) never falls; it is ``None`` where a format does not tell how far it is.
    """

    words: str = "Gathering what was answered and found"
    share: float | None = 0.0
    first: bytes = b""
    file: File | None = None
    fault: str = ""

    @property
    def running(self) -> bool:
        """Whether it is neither made nor refused."""
        return self.file is None and not self.fault

    def tell(self, share: float, words: str) -> None:
        """Hear from a renderer how far it is."""
        self.share = max(self.share or 0.0, GATHERED + (1 - GATHERED) * min(1.0, share))
        self.words = words


Work = Callable[[Making], File]


@dataclass
class Shelf:
    """The place of one file: nothing, a file on its way, or a file."""

    making: Making | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, work: Work) -> None:
        """Start, unless it is on its way or made."""
        with self._lock:
            if self.making and not self.making.fault:
                return
            self.making = Making()
        here = copy_context()  # figures are written in the manner of whoever asks
        threading.Thread(
            target=here.run, args=(_run, work, self.making), name=THREAD, daemon=True
        ).start()


def _run(work: Work, making: Making) -> None:
    try:
        making.file = work(making)
    except TemplateRefused as refused:
        making.fault = refused.sentence
    except Exception as error:  # noqa: BLE001  a thread has nobody else to tell
        making.fault = faults.sentence_of(error)


@st.fragment(run_every=EVERY_SECONDS)
def watch(shelf: Shelf) -> None:
    """The bar, and the first page as soon as it is there, until the file is."""
    now = shelf.making
    if now is None or not now.running:
        st.rerun()
        return
    if now.share is None:
        note(f":material/hourglass_top: {now.words}")
    else:
        st.progress(min(1.0, now.share), now.words)
    if now.first:
        st.image(now.first, width=620, alt="The first page of the report")
        note("The first page, already; its page numbers come when every page is laid out.")


def telling(making: Making, *, known: bool, words: str) -> Tell:
    """What a renderer is given: ``known`` where it tells how far it is."""
    making.words = words
    making.share = GATHERED if known else None
    return making.tell
