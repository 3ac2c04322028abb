"""The number of the last thing that was done: a page that shows an older one is drawn again."""

from engagement.store import Store, audit


def last_change(store: Store, client_id: str, assessment_id: str) -> int:
    """The number of the newest action on an assessment, or on its client as a whole; 0 for none.

    Two look-ups in an index, so that every open page may ask every second or two.
    """
    with store.reading() as tx:
        return audit.newest(tx, client_id, assessment_id)


def changed_by(store: Store, client_id: str, *actions: str, about: str = "") -> str:
    """Who did one of ``actions`` last, ``about`` an id; empty where it is not for whoever looks."""
    if store.acting and store.acting.seat:
        return ""
    with store.reading() as tx:
        return audit.last_by(tx, client_id, actions, about)
