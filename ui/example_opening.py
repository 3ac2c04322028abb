"""Opening the worked example takes half a minute: it runs beside the pages, which may be left."""

import threading
from dataclasses import dataclass, field
from uuid import uuid4

from engagement import demonstration
from engagement.store import Store
from ui import faults


@dataclass
class Opening:
    """What was told so far, and in the end the assessment or the sentence that says why not."""

    token: str = field(default_factory=lambda: uuid4().hex)
    told: list[str] = field(default_factory=list)
    assessment: str = ""
    fault: str = ""

    @property
    def running(self) -> bool:
        """Whether it is neither open nor refused."""
        return not self.assessment and not self.fault


_NOW: dict[str, Opening] = {}
_LOCK = threading.Lock()


def start(store: Store) -> Opening:
    """Begin, or join an opening that runs already."""
    with _LOCK:
        found = _NOW.get(store.address)
        if found and found.running:
            return found
        begun = _NOW[store.address] = Opening()
    threading.Thread(target=_open, args=(store, begun), name="open-example", daemon=True).start()
    return begun


def current(store: Store) -> Opening | None:
    """The opening that runs or ended last in this server; ``None`` before the first."""
    return _NOW.get(store.address)


def _open(store: Store, opening: Opening) -> None:
    try:
        space = demonstration.open_example(store, on_progress=opening.told.append)
        opening.assessment = space.assessment.id
    except Exception as error:  # noqa: BLE001  a thread has nobody else to tell
        opening.fault = faults.sentence_of(error)
