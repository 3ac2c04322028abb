"""A new file out of the parts that are kept; the same bytes for the same parts."""

import io
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.office_template.allowed import CONTENT_TYPES, PACKAGE_RELATIONS, RELATIONS
from reports.office_template.package import TYPES, Relation

_EPOCH = (1980, 1, 1, 0, 0, 0)
_RELS = "application/vnd.openxmlformats-package.relationships+xml"


def packed(
    main: str,
    parts: Mapping[str, bytes],
    types: Mapping[str, str],
    relations: Mapping[str, Sequence[Relation]],
) -> bytes:
    """The file whose main part is ``main``."""
    root = Relation("rId1", f"{RELATIONS}/officeDocument", main, outside=False)
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _write(archive, TYPES, _types(types))
        _write(archive, "_rels/.rels", _relations([root]))
        for name, data in parts.items():
            _write(archive, name, data)
            if relations.get(name):
                folder, _, file = name.rpartition("/")
                place = f"{folder}/_rels/{file}.rels".lstrip("/")
                _write(archive, place, _relations(relations[name]))
    return buffer.getvalue()


def _types(types: Mapping[str, str]) -> bytes:
    rows = "".join(
        f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
        for name, kind in types.items()
    )
    return _document(
        f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" ContentType="{_RELS}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relations(items: Sequence[Relation]) -> bytes:
    rows = "".join(
        f"<Relationship Id={quoteattr(item.id)} Type={quoteattr(item.type)} "
        + (
            f'Target={quoteattr(item.target)} TargetMode="External"/>'
            if item.outside
            else f"Target={quoteattr('/' + item.target)}/>"
        )
        for item in items
    )
    return _document(f'<Relationships xmlns="{PACKAGE_RELATIONS}">{rows}</Relationships>')


def _document(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'.encode()


def _write(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, data)
