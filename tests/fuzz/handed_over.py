"""Ways in for files that a person hands over: packs, sheets, workbooks, archives, templates, lists."""

import io
import json
import os
import shutil
import zipfile
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import yaml
from PIL import Image

from content.loading import load_any, shipped_packs
from content.workbook.writing import workbook_of
from engagement.answers import answers_sheet
from engagement.answers.answers_file import read_answers
from engagement.answers.located import located
from engagement.backup import back_up, restore
from engagement.choices import choices_file
from engagement.client_archive import reading as archive_reading
from engagement.client_archive import sealing
from engagement.client_archive.exporting import export_client
from engagement.client_archive.taking_in import take_in
from engagement.faults import Refused
from engagement.invitations.list_of_people import read_people
from engagement.looks import findings_file, history_file
from engagement.looks.history_file import write_history
from engagement.packs.pack_files import of_template, read_upload
from engagement.sources import sources_file
from engagement.sources.as_typed import typed_pairs, typed_yaml
from engagement.store import Store, whole_server
from engagement.store.frozen_reports import unpacked
from reports.brand import UnfitBrand, fit_for_white, fit_logo
from reports.frozen import frozen, thawed
from reports.office_template import TemplateRefused, opened
from reports.round_trip import locked, records
from reports.round_trip.changes import compared
from reports.round_trip.opening import CannotOpen
from reports.round_trip.opening import opened as opened_workbook
from reports.round_trip.reading import read
from tests.content.foreign import foreign_files
from tests.content.workbook.workbooks import filled
from tests.engagement.desk import open_desk
from tests.engagement.planted import plant
from tests.fuzz.changing import packed
from tests.fuzz.target import Target, refusal
from tests.reports import office_files
from tests.reports.test_returned_files import content as planning_workbook
from tests.reports.workbook_report import report

PASSPHRASE = "four words no link"
EXAMPLE = Path(__file__).parents[2] / "content" / "examples" / "northwind"


def _pack(ending: str) -> Any:
    def once(data: bytes, folder: Path) -> bool:
        handed = read_upload(f"given.{ending}", data)
        if handed.pack is None and not handed.problems:
            raise AssertionError("neither a pack nor what is wrong with it")
        for problem in handed.problems:
            refusal(ValueError(str(problem)))
        return handed.pack is not None

    return once


def _packs() -> list[bytes]:
    """The smaller of our own, and a questionnaire of another tool in a folder."""
    folder = shipped_packs()[-1]
    files = sorted(item for item in folder.rglob("*") if item.suffix == ".yaml")
    own = packed([(str(item.relative_to(folder)), item.read_bytes()) for item in files])
    return [own, packed([("lens/lens.yaml", yaml.safe_dump(json.loads(_lenses()[0])).encode())])]


def _lenses() -> list[bytes]:
    return [json.dumps(foreign_files.lens(foreign_files.lens_question())).encode()]


def _questionnaires() -> list[bytes]:
    return [yaml.safe_dump(json.loads(item)).encode() for item in _lenses()] + [
        (folder / "pack.yaml").read_bytes() for folder in shipped_packs()
    ]


def _pack_workbooks() -> list[bytes]:
    made = [_saved(filled()), of_template("evidence-grid")]
    return [*made, workbook_of(load_any(shipped_packs()[-1]))]


def _saved(book: Any) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _answers(ending: str) -> Any:
    def once(data: bytes, folder: Path) -> bool:
        file = folder / f"answers.{ending}"
        file.write_bytes(data)
        try:
            if ending == "yaml" and choices_file.answers_choices((held := located(file)).data):
                choices_file.checked_choices(held, folder)
            else:
                read_answers(file)
        except Refused as error:
            return refusal(error)
        return True

    return once


def _sheets() -> list[bytes]:
    pack = load_any(shipped_packs()[0])
    book = answers_sheet.template(pack)  # type: ignore[arg-type]  # the first is a grid
    book["About"]["B2"], book["About"]["B3"] = "Northwind", "Returns"
    book["People"]["B2"] = "Ana"
    book["Answers"]["D2"], book["Answers"]["I2"] = 3, "as far as I know"
    book["Answers"]["D3"], book["Answers"]["J3"] = 4, "https://example.org"
    return [_saved(book)]


def _answer_files() -> list[bytes]:
    return [
        (EXAMPLE / name).read_bytes()[:20_000] for name in ("answers.yaml", "ml-test-score.yaml")
    ]


def _findings(data: bytes, folder: Path) -> bool:
    try:
        findings_file.read(data)
    except Refused as error:
        return refusal(error)
    return True


def _findings_sealed(data: bytes) -> bytes:
    try:
        whole = json.loads(data)
        return json.dumps(whole | {"digest": findings_file._digest(whole)}).encode()
    except (ValueError, TypeError, RecursionError, KeyError, AttributeError):
        return data


def _findings_files() -> list[bytes]:
    from tests.endurance.doing import file_of_findings

    return [file_of_findings("seed")]


def _history(data: bytes, folder: Path) -> bool:
    file = folder / "history.json"
    file.write_bytes(data)
    try:
        history_file.read_history(file)
    except Refused as error:
        return refusal(error)
    return True


def _sources(data: bytes, folder: Path) -> bool:
    file = folder / "sources.yaml"
    file.write_bytes(data)
    try:
        sources_file.read_sources(file)
    except Refused as error:
        return refusal(error)
    return True


SOURCES = b"""sources:
  - kind: repository
    name: Code
    address: ./code
    options: {branch: main, authors: false}
    authorised_by: Ana
    authorised_until: 2027-01-31
  - kind: prometheus
    address: https://metrics.example.org
    secret: metrics
    reader_address: https://grafana.example.org
    authorised_by: Ana
    options:
      window: 7d
      latency_p95_ms: 300
      labels: {job: returns}
"""


@cache
def _grid() -> Any:
    return load_any(shipped_packs()[0])


def _people(data: bytes, folder: Path) -> bool:
    try:
        read_people(data.decode("utf-8", "replace"), _grid().roles)
    except Refused as error:
        return refusal(error)
    return True


def _planning(data: bytes, folder: Path) -> bool:
    try:
        back = opened_workbook(data)
        compared(back.origin, read(back.grids, back.origin.entries), back.origin)
        locked.changed(back.grids, back.origin.locked, back.origin.entries)
        records.changed(back.records, back.origin.records)
    except CannotOpen as error:
        return refusal(error)
    return True


class _Databases:
    """A database for what is taken in: made anew as soon as something was, else looked at."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory(dir=os.environ["PRODWORTHY_DATA"])
        self.empty = Path(self.folder.name) / "empty.db"
        Store.open(f"sqlite:///{self.empty}").close()
        self.open: Store | None = None

    def fresh(self) -> Store:
        """One without content."""
        if self.open is None:
            file = Path(self.folder.name) / "kept.db"
            shutil.copyfile(self.empty, file)
            self.open = Store.open(f"sqlite:///{file}")
        return self.open

    def used(self) -> None:
        """Something is in it now."""
        if self.open is not None:
            self.open.close()
        self.open = None


@cache
def databases() -> _Databases:
    """Those of this process."""
    return _Databases()


@cache
def _archives() -> tuple[bytes, bytes]:
    """A client's archive without its encryption, and a backup: a row in every table."""
    try:
        desk = open_desk(databases().fresh())
        plant(desk.store, desk.place.client.id)
        with patch.object(sealing, "seal", _unsealed), TemporaryDirectory() as folder:
            found = export_client(
                desk.store, client_id=desk.place.client.id, passphrase=PASSPHRASE, by="Kim"
            )
            back_up(desk.store, Path(folder) / "whole", by="Kim")
            return found.content, (Path(folder) / "whole").read_bytes()
    finally:
        databases().used()


def _unsealed(content: bytes, _: str) -> bytes:
    return content


def _archive(data: bytes, folder: Path) -> bool:
    store = databases().fresh()
    try:
        content = archive_reading.opened(data)
        take_in(store, content, digest="0" * 64, by="Kim", clash="stop", name="")
    except Refused as error:
        _nothing_kept(store)
        return refusal(error)
    databases().used()
    return True


def _backup(data: bytes, folder: Path) -> bool:
    store, file = databases().fresh(), folder / "server.backup"
    file.write_bytes(data)
    try:
        restore(store, file)
    except Refused as error:
        _nothing_kept(store)
        return refusal(error)
    databases().used()
    return True


def _nothing_kept(store: Store) -> None:
    with store.reading() as tx:
        if not whole_server.is_empty(tx):
            databases().used()
            raise AssertionError("refused, and something of it was kept")


def resealed(data: bytes) -> bytes:
    """The archive with sizes and digests in its manifest as its members are now."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {item.filename: archive.read(item) for item in archive.infolist()}
        manifest = json.loads(parts["manifest.json"])
        parts = {_own_name(name, content): content for name, content in parts.items()}
        for name, content in parts.items():
            if name != "manifest.json":
                told = manifest["members"].setdefault(name, {})
                told |= {"size": len(content), "digest": sha256(content).hexdigest()}
                told["rows"] = content.count(b"\n") if name.startswith("tables/") else 0
        manifest["members"] = {
            name: manifest["members"][name] for name in parts if name[:8] != "manifest"
        }
        return packed(
            [(name, content) for name, content in parts.items() if name != "manifest.json"]
            + [("manifest.json", json.dumps(manifest).encode())]
        )
    except Exception:  # nothing that has digests any more
        return data


def _own_name(name: str, content: bytes) -> str:
    return f"files/{sha256(content).hexdigest()}" if name.startswith("files/") else name


def _sealed(data: bytes, folder: Path) -> bool:
    try:
        sealing.unseal(data, PASSPHRASE)
    except Refused as error:
        return refusal(error)
    return True


def _sealed_archives() -> list[bytes]:
    from pyrage import passphrase

    return [passphrase.encrypt(b"a small archive", PASSPHRASE)]


def _frozen(data: bytes, folder: Path) -> bool:
    """The text of a frozen report that came along in an archive; its digest is right."""
    try:
        thawed(unpacked(zlib.compress(data, 1), sha256(data).hexdigest()))
    except ValueError as error:
        return refusal(error)
    return True


def _frozen_reports() -> list[bytes]:
    return [frozen(report(assessment="a1")).encode()]


def _template(kind: Any) -> Any:
    def once(data: bytes, folder: Path) -> bool:
        try:
            clean = opened(data, kind)
        except TemplateRefused as error:
            return refusal(error)
        if opened(clean, kind) != clean:
            raise AssertionError("what came out of the gate does not pass it as it is")
        return True

    return once


def _logo(data: bytes, folder: Path) -> bool:
    try:
        fit_for_white(fit_logo(data))
    except UnfitBrand as error:
        return refusal(error)
    return True


def _logos() -> list[bytes]:
    made = []
    for kind, mode in (("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB"), ("PNG", "I;16")):
        kept = io.BytesIO()
        Image.new(mode, (40, 16), 90).save(kept, kind)
        made.append(kept.getvalue())
    return made


def _typed_options(data: bytes, folder: Path) -> bool:
    text, taken = data.decode("utf-8", "replace"), False
    for typed in (typed_yaml, typed_pairs):
        try:
            typed("Options", text)
            taken = True
        except Refused as error:
            refusal(error)
    return taken


TARGETS = (
    Target(
        "packs and questionnaires in a zip",
        _pack("zip"),
        _packs,
        "zip",
        ("content.foreign.opening", "content.yaml_reading", "content.foreign.yaml_events"),
        largest=1_000_000,
    ),
    Target(
        "a lens or questionnaire as JSON",
        _pack("json"),
        _lenses,
        "json",
        ("content.foreign.parsing",),
    ),
    Target(
        "a questionnaire as YAML",
        _pack("yaml"),
        _questionnaires,
        "text",
        ("content.foreign.yaml_events",),
    ),
    Target(
        "a pack as a workbook",
        _pack("xlsx"),
        _pack_workbooks,
        "zip",
        ("content.workbook.reading",),
        largest=1_000_000,
    ),
    Target("a file of answers", _answers("yaml"), _answer_files, "text", ("content.yaml_reading",)),
    Target(
        "a sheet of answers",
        _answers("xlsx"),
        _sheets,
        "zip",
        ("engagement.answers.answers_sheet",),
        largest=1_000_000,
    ),
    Target(
        "a findings file",
        _findings,
        _findings_files,
        "json",
        ("engagement.looks.findings_file",),
        sealed=_findings_sealed,
    ),
    Target(
        "a file of history",
        _history,
        lambda: [write_history({"a": {"days": {"2026-01-01": 3}}})],
        "json",
        ("engagement.looks.history_file",),
    ),
    Target("a file of sources", _sources, lambda: [SOURCES], "text", ("content.yaml_reading",)),
    Target(
        "options as typed",
        _typed_options,
        lambda: [b"branch: main\nsince: 2026-01-31\nlabels: {job: a}", b"a=1, b=2"],
        "text",
        ("engagement.sources.as_typed",),
    ),
    Target(
        "a list of people",
        _people,
        lambda: [b"Ana, Data engineering, ana@example.org\nBo; Platform"],
        "text",
        (),
    ),
    Target(
        "a planning workbook that came back",
        _planning,
        lambda: [planning_workbook()],
        "zip",
        ("reports.round_trip.opening", "reports.round_trip.origin", "reports.round_trip.prints"),
        largest=1_000_000,
    ),
    Target(
        "a client's archive, and its rows into a database",
        _archive,
        lambda: [_archives()[0]],
        "zip",
        ("engagement.client_archive.reading",),
        sealed=resealed,
        largest=1_000_000,
    ),
    Target(
        "the encryption of an archive",
        _sealed,
        _sealed_archives,
        "bytes",
        ("engagement.client_archive.sealing",),
        quick=False,
    ),
    Target(
        "a backup, and its rows into a database",
        _backup,
        lambda: [_archives()[1]],
        "zip",
        ("engagement.backup.reading",),
        sealed=resealed,
        largest=1_000_000,
    ),
    Target(
        "a frozen report that came along",
        _frozen,
        _frozen_reports,
        "json",
        ("engagement.store.frozen_reports", "reports.frozen"),
        largest=1_000_000,
    ),
    Target(
        "a template of Word",
        _template("word"),
        lambda: [office_files.word()],
        "zip",
        ("reports.office_template.unpacking", "reports.office_template.xml_text"),
        largest=1_000_000,
    ),
    Target(
        "a template of PowerPoint",
        _template("slides"),
        lambda: [office_files.slides()],
        "zip",
        ("reports.office_template.unpacking", "reports.office_template.xml_text"),
        largest=1_000_000,
    ),
    Target("a logo", _logo, _logos, "bytes", ("reports.brand",)),
)
