"""Files that a person takes along: a template to fill in, a pack as a workbook, schemas for editors."""

import json
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from content.digests import AnyPack
from content.foreign.opening import LARGEST_WHOLE
from content.handed_over import ENDINGS, Handed, read_handed
from content.schemas import schemas
from content.workbook.writing import LAYOUTS, TooLong, template, workbook_of
from engagement.faults import Refused
from engagement.sources.uploads import plain_name

__all__ = ["ENDINGS", "LARGEST_WHOLE", "of_template", "of_workbook", "read_upload", "schemas_zip"]


def read_upload(filename: str, content: bytes) -> Handed:
    """Read a file that was handed over in the browser; it is not kept."""
    with TemporaryDirectory(prefix="prodworthy-upload-") as folder:
        path = Path(folder) / plain_name(filename)
        path.write_bytes(content)
        return read_handed(path)


def of_template(shape: str) -> bytes:
    """The empty workbook of a shape: ``questionnaire`` or ``evidence-grid``."""
    return template(LAYOUTS[shape])


def of_workbook(pack: AnyPack) -> bytes:
    """The whole pack as a workbook; :class:`Refused` where a text fits into no cell."""
    try:
        return workbook_of(pack)
    except TooLong as error:
        raise Refused(f"This pack does not fit into a workbook: {error}.") from None


def schemas_zip() -> bytes:
    """The JSON Schemas of a pack's files, in one archive."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, schema in schemas().items():
            archive.writestr(f"{name}.json", json.dumps(schema, indent=1, ensure_ascii=False))
    return kept.getvalue()
