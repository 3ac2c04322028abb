"""Importing: a client out of an archive into this server, whole or not at all."""

from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Literal

from engagement.client_archive import form, handed_over, reading, renaming, sealing
from engagement.client_archive.form import Content
from engagement.clients.client_list import client_in
from engagement.faults import AlreadyThere, Refused
from engagement.identity import same_person
from engagement.model import Client
from engagement.store import (
    Store,
    Transaction,
    audit,
    clients,
    packs,
    permit,
    the_program,
    whole_client,
)
from engagement.store.plain_rows import Plain, Unfit
from engagement.store.whole_client import Clashing

Clash = Literal["stop", "replace", "copy"]
"""What is done where the client is here already: nothing; the one here goes; both stay."""

Tables = dict[str, list[Plain]]


def import_client(
    store: Store, content: bytes, *, passphrase: str, by: str, clash: Clash = "stop", name: str = ""
) -> Client:
    """Take a client in from an archive; ``name`` is another name for it here.

    Raises :class:`Refused` for anything that is not a whole archive of ours, with nothing taken,
    and :class:`AlreadyThere` where the client is here already and ``clash`` says to stop.
    """
    if not by.strip():
        raise Refused("Give your name: the log says who brought a client's data in.")
    if len(content) > form.SEALED_MB * 1_000_000:
        raise Refused(reading.TOO_LARGE.format(form.SEALED_MB))
    found = reading.opened(sealing.unseal(content, passphrase))
    digest = sha256(content).hexdigest()
    return take_in(store, found, digest=digest, by=by.strip(), clash=clash, name=name.strip())


def take_in(
    store: Store, found: Content, *, digest: str, by: str, clash: Clash, name: str
) -> Client:
    """:func:`import_client` once the archive is open."""
    client_id = found.manifest.client_id
    try:
        tables = handed_over.back(whole_client.checked(client_id, found.tables), found.uploads)
        with store.writing() as tx, _allowed(tx, clash):
            tables, client_id = _settled(tx, tables, client_id, clash, by)
            _named(tx, tables, client_id, name, copied=client_id != found.manifest.client_id)
            _true_packs(tables)
            whole_client.put(tx, client_id, tables)
            audit.record(tx, "client imported", by=by, client_id=client_id, archive=digest)
            made = client_in(tx, client_id)
            handed_over.keep(tables, found.uploads)
    except (Unfit, ValueError) as unfit:
        raise Refused(f"This archive does not hold together: {unfit}; nothing was taken.") from None
    except Clashing:
        raise Refused(
            "Something in this archive is here already under another client; import it as a copy."
        ) from None
    return made


def _allowed(tx: Transaction, clash: Clash) -> AbstractContextManager[None]:
    """Whoever may bring a client in brings in whatever belongs to it."""
    permit(tx, "client imported", None)
    if clash == "replace":
        permit(tx, "client replaced", None)
    return the_program(tx)


def _settled(
    tx: Transaction, tables: Tables, client_id: str, clash: Clash, by: str
) -> tuple[Tables, str]:
    there = clients.client(tx, client_id)
    if clash == "copy":
        fresh = renaming.renamed(tables)
        return fresh, str(fresh["client"][0]["id"])
    if there is None:
        return tables, client_id
    if clash == "stop":
        raise AlreadyThere(
            f"{there.name} is here already: import it in the place of the one here, or as a copy "
            "beside it.",
            client_id,
        )
    audit.record_for_good(tx, "client replaced", by=by, client_id=client_id)
    whole_client.remove(tx, client_id)
    return tables, client_id


def _named(tx: Transaction, tables: Tables, client_id: str, name: str, *, copied: bool) -> None:
    row = tables["client"][0]
    if name or copied:
        row["name"] = name or f"{row['name']} (copy)"
    for other in clients.clients(tx):
        if other.id != client_id and same_person(other.name) == same_person(row["name"]):
            raise AlreadyThere(
                f"There is already a client called {other.name}; give this one another name.",
                other.id,
            )


def _true_packs(tables: Tables) -> None:
    """Every pack is what its digest says and can be read."""
    for row in tables.get("pack_version", ()):
        packs.true_content(row["content"], row["digest"])
