"""Exporting: everything of a client into one encrypted file."""

from hashlib import sha256

from content.values import Value
from engagement.client_archive import form, handed_over, sealing, writing
from engagement.client_archive.form import FORMAT, Manifest, counted
from engagement.clients.client_list import client_in
from engagement.faults import Refused
from engagement.identity import portable
from engagement.outside import clock
from engagement.outside.product import program
from engagement.store import Store, Transaction, audit, permit, the_program, whole_client
from engagement.store.migrating import HEAD
from engagement.store.plain_rows import Plain


class Exported(Value):
    """The archive: name of the file, its content, its SHA-256, and rows by table."""

    filename: str
    content: bytes
    digest: str
    rows: dict[str, int]


def export_client(store: Store, *, client_id: str, passphrase: str, by: str) -> Exported:
    """Everything of the client, encrypted with the passphrase; takes a second or more.

    Raises :class:`Refused` for a short passphrase, no name, and a client of more than 1,000 MB.
    """
    sealing.fit(passphrase)
    if not by.strip():
        raise Refused("Give your name: the log says who took a client's data out.")
    plain, tables, name = told(store, client_id, by.strip())
    sealed = sealing.seal(plain, passphrase)
    digest = sha256(sealed).hexdigest()
    with store.writing() as tx:
        client_in(tx, client_id)
        audit.record(tx, "client exported", by=by.strip(), client_id=client_id, archive=digest)
    filename = f"{portable(name, 'client')}-{clock.now():%Y-%m-%d}.prodworthy.age"
    return Exported(filename=filename, content=sealed, digest=digest, rows=counted(tables))


def told(store: Store, client_id: str, by: str) -> tuple[bytes, dict[str, list[Plain]], str]:
    """The archive before it is encrypted, its rows, and the client's name."""
    with store.reading() as tx:
        name = client_in(tx, client_id).name
        permit(tx, "client exported", client_id)
        with the_program(tx):
            tables, uploads = handed_over.apart(whole_client.read(tx, client_id))
    contents = writing.members(tables, uploads)
    if sum(map(len, contents.values())) > form.OPENED_MB * 1_000_000:
        raise Refused(f"This client holds more than {form.OPENED_MB} MB; use the server's backup.")
    manifest = Manifest(
        format=FORMAT, version=form.VERSION, schema=HEAD, program=program(),
        made_at=clock.now(), made_by=by, client_id=client_id, client=name,
        members=writing.listed(contents, tables),
    )  # fmt: skip
    return writing.packed(manifest, contents), tables, name


def content_digest(tx: Transaction, client_id: str) -> str:
    """SHA-256 over everything of the client, in the form of an archive: what a receipt names."""
    tables, uploads = handed_over.apart(whole_client.read(tx, client_id))
    whole = sha256()
    for name, content in writing.members(tables, uploads).items():
        whole.update(f"{name} {sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()
