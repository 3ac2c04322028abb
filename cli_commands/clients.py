"""Commands that take a client out, bring one in, and delete one."""

import getpass
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli_commands.options import AsJson
from cli_commands.talking import GATE, WRONG, fail, kept, reading_input, save, show, tell
from engagement.client_archive import export_client, import_client
from engagement.clients import client_list, deleting
from engagement.clients import retention as keeping
from engagement.model import Client
from engagement.outside import clock
from engagement.store import Store

Name = Annotated[str, typer.Argument(help="Name or id of the client.")]
By = Annotated[str, typer.Option(help="Who does it; the user of this machine else.")]
PASSPHRASE = "PRODWORTHY_PASSPHRASE"  # noqa: S105  the name of a variable
Secret = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help=f"File whose first line is the passphrase; {PASSPHRASE} or a question else.",
    ),
]


class AtClash(StrEnum):
    """What is done where the client is here already."""

    STOP = "stop"
    COPY = "copy"
    REPLACE = "replace"


def client_export(
    client: Name,
    out: Annotated[Path, typer.Option(help="Folder or file to write.")] = Path(),
    *,
    passphrase_file: Secret = None,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Write everything of a client into one encrypted file (age format)."""
    with reading_input(), kept() as store:
        chosen = _client(store, client)
        made = export_client(
            store, client_id=chosen.id, passphrase=_passphrase(passphrase_file, twice=True),
            by=by or getpass.getuser(),
        )  # fmt: skip
    file = out / made.filename if out.is_dir() else out
    save(file, lambda: file.write_bytes(made.content))
    if as_json:
        show({"file": str(file), "sha256": made.digest, "rows": made.rows})
    else:
        typer.echo(str(file))
        tell(f"{sum(made.rows.values())} rows, {len(made.content):,} bytes, sha-256 {made.digest}")


def client_import(
    file: Annotated[Path, typer.Argument(help="An archive (.prodworthy.age).")],
    *,
    if_there: Annotated[
        AtClash, typer.Option(help="Where the client is here already: stop, or what else.")
    ] = AtClash.STOP,
    name: Annotated[str, typer.Option(help="Another name for it here.")] = "",
    passphrase_file: Secret = None,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Take a client in from an encrypted archive, whole or not at all."""
    if not file.is_file():
        fail(f"There is no file {file}; give the path of the archive.", WRONG)
    with reading_input(), kept() as store:
        made = import_client(
            store, file.read_bytes(), passphrase=_passphrase(passphrase_file),
            by=by or getpass.getuser(), clash=if_there.value, name=name,
        )  # fmt: skip
    if as_json:
        show({"id": made.id, "name": made.name})
    else:
        typer.echo(f"{made.name} is here.")


def client_delete(
    client: Name,
    *,
    confirm: Annotated[str, typer.Option(help="The client's name, typed once more.")] = "",
    receipt: Annotated[Path | None, typer.Option(help="File for the receipt (.json).")] = None,
    by: By = "",
) -> None:
    """Delete everything of a client for good, and print the receipt."""
    with reading_input(), kept() as store:
        chosen = _client(store, client)
        typed = confirm or typer.prompt(f"Type {chosen.name} to delete everything of it", err=True)
        made = deleting.delete_client(
            store, client_id=chosen.id, typed_name=typed, by=by or getpass.getuser()
        )
    if receipt is not None:
        save(receipt, lambda: receipt.write_bytes(made.text()))
    typer.echo(made.text().decode())


def client_receipt(
    file: Annotated[Path, typer.Argument(help="A receipt of a deletion, as it was saved (.json).")],
) -> None:
    """Say whether a receipt is as it was made, and whether this server's log has the deletion."""
    if not file.is_file():
        fail(f"There is no file {file}; give the path of the receipt.", WRONG)
    with reading_input(), kept() as store:
        read = deleting.unchanged(file.read_bytes())
        logged = read.seal in {item.seal for item in deleting.receipts(store)}
    if not logged:
        fail("The receipt is unchanged, but this server's log has no such deletion.", GATE)
    typer.echo(
        f"Unchanged, and in this server's log: {read.total} rows and {read.files} files of client "
        f"{read.client_id} were deleted on {read.deleted_at:%Y-%m-%d %H:%M} UTC by {read.deleted_by}. "
        "The client's name is not part of the seal."
    )


def retention(
    *,
    only_tell: Annotated[
        bool, typer.Option("--only-tell", help="Say what ends soon; warn of and delete nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Warn of clients whose period ends within 30 days; delete those that were warned of and are over."""
    with kept() as store:
        receipts = () if only_tell else keeping.enforce(store)
        found = keeping.endings(store)
        scrubbed = True if only_tell else keeping.rewritten(store)
    if as_json:
        show({
            "deleted": [item.model_dump(mode="json") for item in receipts],
            "ending": [item.model_dump(mode="json") for item in found], "scrubbed": scrubbed,
        })  # fmt: skip
        return
    for receipt in receipts:
        typer.echo(receipt.text().decode())
    for item in found:
        when = f"{item.goes_at(clock.now()):%Y-%m-%d}"
        typer.echo(f"{item.client.name} is deleted on {when}: change something of it to keep it.")
    if not receipts and not found:
        typer.echo("No client's period ends within 30 days.")


def _client(store: Store, name: str) -> Client:
    found = [item for item in client_list.clients(store) if name in (item.id, item.name)]
    if not found:
        known = ", ".join(item.name for item in client_list.clients(store)) or "none yet"
        fail(f"No client is called {name}; there are: {known}.", WRONG)
    return found[0]


def _passphrase(file: Path | None, *, twice: bool = False) -> str:
    if file is not None:
        if not file.is_file():
            fail(f"There is no file {file} with a passphrase.", WRONG)
        return file.read_text(encoding="utf-8").splitlines()[0] if file.stat().st_size else ""
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True))
