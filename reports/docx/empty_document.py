"""The empty document of the house: styles, theme, fonts and settings; no sample text."""

import io
import uuid
from functools import lru_cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from fontTools.ttLib import TTFont
from lxml import etree  # type: ignore[import-untyped]  # the library carries no types
from reportlab.pdfbase import pdfmetrics

from reports import fonts, hue
from reports.docx.elements import el
from reports.docx.looks import LOOKS, TABLES
from reports.docx.style_sheet import MONO, style_of, table_style_of

SANS = "IBM Plex Sans"
CS = "Arial"
"""Sets Arabic and Hebrew words, which our own fonts do not hold; every office program has it."""
_FACES = (
    (SANS, "Regular", fonts.REGULAR),
    (SANS, "Bold", fonts.SEMIBOLD),
    (MONO, "Regular", fonts.MONO),
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
    'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
_PALETTE = {
    "dk1": "1B2733", "lt1": "FFFFFF", "dk2": "3B4857", "lt2": "F4F6F8", "accent1": "0F62A8",
    "accent2": "2B6CAD", "accent3": "82AED6", "accent4": "1A7F5A", "accent5": "B7791F",
    "accent6": "B3362B", "hlink": "0F62A8", "folHlink": "5A6774",
}  # fmt: skip
BULLET = (
    f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="{{0}}"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="220" w:hanging="220"/></w:pPr></w:lvl>'
    "</w:abstractNum>"
)
NUMBER = f'<w:num xmlns:w="{_W}" w:numId="{{0}}"><w:abstractNumId w:val="{{1}}"/></w:num>'
"""A list of dashes, and the number by which paragraphs name it."""


def base() -> bytes:
    """The document before anything is put into it, in the client's colour where it has one."""
    return _base(hue.own())


@lru_cache(maxsize=16)
def _base(_colour: str) -> bytes:
    fonts.register()
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": (
            f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body><w:sectPr/></w:body></w:document>'
        ),
        "word/_rels/document.xml.rels": _relations(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("settings", "settings.xml"),
                "rId3": ("fontTable", "fontTable.xml"),
                "rId4": ("theme", "theme/theme1.xml"),
                "rId5": ("numbering", "numbering.xml"),
            }
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/numbering.xml": (
            f'<w:numbering xmlns:w="{_W}">{BULLET.format(0)}{NUMBER.format(1, 0)}</w:numbering>'
        ),
        "word/theme/theme1.xml": _theme(),
        "word/fontTable.xml": _font_table(),
        "word/_rels/fontTable.xml.rels": _relations(
            {f"rId{n}": ("font", f"fonts/font{n}.odttf") for n in range(1, len(_FACES) + 1)}
        ),
    }
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, _HEAD + text)
        for number, (family, face, font) in enumerate(_FACES, start=1):
            archive.writestr(f"word/fonts/font{number}.odttf", _embedded(family, face, font))
    return buffer.getvalue()


def _types() -> str:
    names = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/numbering.xml": f"{_WORD}.numbering+xml",
        "word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    }
    rows = "".join(f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in names.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="odttf" ContentType="{_FONT}"/>{rows}</Types>'
    )


def _relations(items: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{target}"/>'
        for name, (kind, target) in items.items()
    )
    return f'<Relationships xmlns="{_RELS}">{rows}</Relationships>'


def _styles() -> str:
    ids = {look.role: look.id for look in LOOKS}
    body = "".join(etree.tostring(style_of(look, ids), encoding="unicode") for look in LOOKS)
    face = (
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
        'w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>'
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{face}<w:sz w:val="18"/><w:szCs w:val="18"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    plain_table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" '
        'w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    tables = "".join(
        etree.tostring(table_style_of(look, look.id, "TableNormal"), encoding="unicode")
        for look in TABLES
    )
    return f'<w:styles xmlns:w="{_W}">{defaults}{_LATENT}{body}{plain_table}{tables}</w:styles>'


def _settings() -> str:
    made = el(
        "settings",
        el("zoom", percent=100),
        el("embedTrueTypeFonts"),
        el("defaultTabStop", val=709),
        el("characterSpacingControl", val="doNotCompress"),
        el(
            "compat",
            el(
                "compatSetting", name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word", val=15,
            ),
        ),
        el("themeFontLang", val="en-GB"),
        el(
            "clrSchemeMapping", bg1="light1", t1="dark1", bg2="light2", t2="dark2",
            **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
            hyperlink="hyperlink", followedHyperlink="followedHyperlink",
        ),
        el("decimalSymbol", val="."),
        el("listSeparator", val=","),
    )  # fmt: skip
    return str(etree.tostring(made, encoding="unicode"))


def _theme() -> str:
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{hue.code(code)}"/></a:{name}>'
        for name, code in _PALETTE.items()
    )
    face = f'<a:latin typeface="{SANS}"/><a:ea typeface=""/><a:cs typeface="{CS}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    rule = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    return (
        f'<a:theme xmlns:a="{_A}" name="Prodworthy"><a:themeElements>'
        f'<a:clrScheme name="Prodworthy">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Prodworthy"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Prodworthy"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{rule * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _font_table() -> str:
    """The fonts with what stands in for them where a reader does not take embedded ones."""
    return (
        f'<w:fonts xmlns:w="{_W}" xmlns:r="{_R}">'
        f'<w:font w:name="{SANS}"><w:altName w:val="Segoe UI"/><w:charset w:val="00"/>'
        f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        f'<w:embedRegular r:id="rId1" w:fontKey="{_key(SANS, "Regular")}"/>'
        f'<w:embedBold r:id="rId2" w:fontKey="{_key(SANS, "Bold")}"/></w:font>'
        f'<w:font w:name="{MONO}"><w:altName w:val="Consolas"/><w:charset w:val="00"/>'
        f'<w:family w:val="modern"/><w:pitch w:val="fixed"/>'
        f'<w:embedRegular r:id="rId3" w:fontKey="{_key(MONO, "Regular")}"/></w:font></w:fonts>'
    )


def _key(family: str, face: str) -> str:
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{family} {face}")).upper() + "}"


def _embedded(family: str, face: str, font: str) -> bytes:
    """A font as documents hold it: the first 32 bytes are combined with the key, backwards."""
    data = bytearray(_named(family, face, Path(pdfmetrics.getFont(font).face.filename)))
    key = bytes.fromhex(_key(family, face).strip("{}").replace("-", ""))[::-1]
    for place in range(32):
        data[place] ^= key[place % 16]
    return bytes(data)


def _named(family: str, face: str, file: Path) -> bytes:
    """The font under the family's own name, so that Word finds it; nothing else is changed."""
    held = TTFont(file, recalcTimestamp=False)
    for number, text in (
        (1, family),
        (2, face),
        (4, f"{family} {face}".replace(" Regular", "")),
        (6, f"{family}-{face}".replace(" ", "")),
    ):
        held["name"].setName(text, number, 3, 1, 0x409)
    if face == "Bold":
        held["head"].macStyle |= 1
        held["OS/2"].fsSelection = held["OS/2"].fsSelection & ~0x40 | 0x20
    buffer = io.BytesIO()
    held.save(buffer)
    return buffer.getvalue()
