"""Putting a backup back: checked from end to end first, then all of it or nothing."""

from pathlib import Path

from engagement.backup.form import Manifest
from engagement.backup.reading import BROKEN, NEWER, opened
from engagement.client_archive import handed_over
from engagement.faults import Refused
from engagement.store import Store, whole_server
from engagement.store.plain_rows import Unfit


def restore(store: Store, file: Path) -> Manifest:
    """Fill the empty database of ``store`` with what the backup holds.

    :class:`Refused` where the database holds anything already, and for a backup that was cut short,
    changed, or made by a newer version: then nothing was taken.
    """
    with opened(file) as backup, store.writing() as tx:
        if not whole_server.is_empty(tx):
            raise Refused(
                "This database holds something already: a backup is put into an empty one. Point "
                "PRODWORTHY_DATA or PRODWORTHY_DATABASE at a new place."
            )
        try:
            for name in whole_server.tables():
                rows = handed_over.back({name: list(backup.rows(name))}, backup.files)
                handed_over.keep(rows, backup.files)
                whole_server.put(tx, name, rows[name])
        except Unfit:
            raise Refused(NEWER) from None
        except whole_server.Clashing:
            raise Refused(BROKEN) from None
        whole_server.go_on_counting(tx)
        return backup.manifest
