"""Opening an example takes half a minute: it runs beside the pages, which may be left."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from engagement import demonstration
from engagement.model import Workspace
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


_Tell = Callable[[str], object]
_NOW: dict[str, Opening] = {}
_LOCK = threading.Lock()


def start(store: Store) -> Opening:
    """Begin to open the worked example, or join an opening that runs already."""
    return _begun(store, lambda tell: demonstration.open_example(store, on_progress=tell))


def start_itself(store: Store, address: str) -> Opening:
    """Begin to assess Prodworthy itself, whose server answers at ``address``; or join as above."""
    return _begun(store, lambda tell: demonstration.assess_itself(store, address, tell))


def _begun(store: Store, work: Callable[[_Tell], Workspace]) -> Opening:
    with _LOCK:
        found = _NOW.get(store.address)
        if found and found.running:
            return found
        begun = _NOW[store.address] = Opening()
    threading.Thread(target=_open, args=(work, begun), name="open-example", daemon=True).start()
    return begun


def current(store: Store) -> Opening | None:
    """The opening that runs or ended last in this server; ``None`` before the first."""
    return _NOW.get(store.address)


def _open(work: Callable[[_Tell], Workspace], opening: Opening) -> None:
    try:
        opening.assessment = work(opening.told.append).assessment.id
    except Exception as error:  # noqa: BLE001  a thread has nobody else to tell
        opening.fault = faults.sentence_of(error)
