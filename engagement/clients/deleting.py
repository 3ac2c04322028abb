"""Deleting a client: every row, file and trace of it, with a receipt of what went."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Literal

from pydantic import AwareDatetime

from content.values import Value
from engagement.client_archive import handed_over
from engagement.client_archive.exporting import content_digest
from engagement.clients.client_list import client_in
from engagement.faults import Refused
from engagement.identity import same_person
from engagement.model import AuditEvent
from engagement.outside import clock
from engagement.sources.uploads import forget_uploads
from engagement.store import (
    Store,
    Transaction,
    audit,
    evidence,
    permit,
    scrubbing,
    the_program,
    whole_client,
)

Because = Literal["asked for", "retention period over"]


class Receipt(Value):
    """What was deleted, when, by whom and why; ``rows`` by table and ``files`` handed over.

    ``content`` is the SHA-256 over everything as it was: an archive exported just before has the
    same one inside. ``seal`` is the SHA-256 over the other fields but the name, which the audit log
    keeps, so that a receipt can be held against it; one that is read from the log has no name.
    ``scrubbed`` says that the database's files were rewritten too.
    """

    client: str
    client_id: str
    deleted_at: AwareDatetime
    deleted_by: str
    because: Because
    rows: dict[str, int]
    files: int
    content: str
    seal: str = ""
    scrubbed: bool = False

    @property
    def total(self) -> int:
        """All rows that went."""
        return sum(self.rows.values())

    def text(self) -> bytes:
        """The receipt as a file: JSON, with what it leaves out said in words."""
        told = self.model_dump(mode="json") | {
            "what": "Receipt of a deletion in Prodworthy",
            "not_covered": "Backups of the server, files that were exported or downloaded before, "
            "and the client's own systems are outside of Prodworthy.",
            "kept": "The audit log keeps that something was done and when, with this client's "
            "meaningless id and without names or content.",
        }
        return json.dumps(told, indent=1, ensure_ascii=False).encode()


def delete_client(
    store: Store, *, client_id: str, typed_name: str, by: str, because: Because = "asked for"
) -> Receipt:
    """Delete everything of a client for good; ``typed_name`` has to be its name.

    Raises :class:`Refused` where the name is another one or nobody signs.
    """
    if not by.strip():
        raise Refused("Give your name: it stands on the receipt.")
    with store.writing() as tx:
        client = client_in(tx, client_id)
        if same_person(typed_name) != same_person(client.name):
            raise Refused(f"Type the client's name, {client.name}, to delete everything of it.")
        permit(tx, "client deleted", client_id)
        with the_program(tx):
            receipt, paths = _deleted(tx, client_id, client.name, by.strip(), because)
    forget_uploads(paths)
    return receipt.model_copy(update={"scrubbed": scrubbing.scrub(store)})


def _deleted(
    tx: Transaction, client_id: str, name: str, by: str, because: Because
) -> tuple[Receipt, tuple[str, ...]]:
    now = clock.now()
    content = content_digest(tx, client_id)
    named = handed_over.paths(whole_client.read(tx, client_id))
    rows = whole_client.remove(tx, client_id)
    paths = _nobody_elses(tx, named)
    receipt = Receipt(
        client=name, client_id=client_id, deleted_at=now, deleted_by=by, because=because,
        rows=rows, files=len(paths), content=content,
    )  # fmt: skip
    sealed = receipt.model_copy(update={"seal": seal_of(receipt)})
    audit.record_for_good(
        tx, "client deleted", by=by, client_id=client_id, because=because,
        rows=json.dumps(sealed.rows), files=str(sealed.files), content=content, seal=sealed.seal,
        at=now.isoformat(),
    )  # fmt: skip
    return sealed, paths


def seal_of(receipt: Receipt) -> str:
    """SHA-256 over what a receipt says, but for the name, the seal, and what came after it."""
    told = receipt.model_dump(mode="json", exclude={"seal", "scrubbed", "client"})
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def unchanged(text: bytes) -> Receipt:
    """The receipt in a file; :class:`Refused` where it is none, or says something else than was sealed.

    The client's name is not sealed: the log, which the seal stands in, has forgotten it.
    """
    try:
        read = Receipt.model_validate(
            {name: told for name, told in json.loads(text).items() if name in Receipt.model_fields}
        )
    except (ValueError, AttributeError):
        raise Refused("This is no receipt of a deletion; give the file as it was saved.") from None
    if seal_of(read) != read.seal:
        raise Refused(
            "The receipt was changed after it was made: its seal does not fit what it says."
        )
    return read


def receipts(store: Store) -> tuple[Receipt, ...]:
    """The receipt of every deletion, newest first, as the log keeps it: without the client's name."""
    with store.reading() as tx:
        found = audit.done(tx, "client deleted")
    return tuple(_read(item) for item in found)


def _read(event: AuditEvent) -> Receipt:
    told = event.details
    return Receipt.model_validate({
        "client": "", "client_id": event.client_id, "deleted_at": told["at"],
        "deleted_by": event.by, "because": told["because"], "rows": json.loads(told["rows"]),
        "files": int(told["files"]), "content": told["content"], "seal": told["seal"],
    })  # fmt: skip


def _nobody_elses(tx: Transaction, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the handed-over files that no other client's source names."""
    kept = evidence.places_named(tx)
    return tuple(path for path in paths if path not in kept)


def kinds(rows: Mapping[str, int]) -> dict[str, int]:
    """Rows by table in words, most first."""
    return {
        name.replace("_", " "): count
        for name, count in sorted(rows.items(), key=lambda item: (-item[1], item[0]))
    }
