"""An archive of parts, as Word and Excel files are, with no time of this run in it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


def undated(written: BytesIO) -> bytes:
    """The same archive, its entries dated alike: the same report is the same file at any hour."""
    fixed = BytesIO()
    with ZipFile(written) as given, ZipFile(fixed, "w", ZIP_DEFLATED) as archive:
        for name in given.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, given.read(name))
    return fixed.getvalue()
