"""Drawn charts as crisp pictures with their sentence as alternative text."""

import io
import threading
from functools import lru_cache

import pypdfium2
from docx.oxml.shape import CT_Inline
from docx.shared import Emu
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from reports import fonts
from reports.charts.sheet import Sheet
from reports.docx.elements import Element, el, emu, plain
from reports.docx.kit import Kit
from reports.pdf.flowables import draw_sheet

DPI = 240
_LOCK = threading.Lock()


def picture(
    sheet: Sheet, kit: Kit, *, alt: str = "", limit: float = 0, clear: bool = False
) -> Element:
    """A run with the drawing, at most ``limit`` points wide where that is given; a ``clear`` one
    lets the ground of its cell through.
    """
    scale = min(1.0, limit / sheet.width) if limit else 1.0
    number = kit.number("drawing")
    relation = kit.image(_png(_page(sheet), clear))
    wide, high = Emu(emu(sheet.width * scale)), Emu(emu(sheet.height * scale))
    inline = CT_Inline.new_pic_inline(number, relation, f"chart-{number}.png", wide, high)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    inline.docPr.set("name", f"Chart {number}")
    inline.docPr.set("descr", plain(alt or sheet.alt))
    return el("r", el("drawing", inline))


def logo(content: bytes, kit: Kit, *, alt: str, high: float, wide: float) -> Element:
    """A run with a client's PNG, at most ``high`` × ``wide`` points."""
    with Image.open(io.BytesIO(content)) as held:
        across, down = held.size
    scale = min(high / down, wide / across)
    number = kit.number("drawing")
    size = Emu(emu(across * scale)), Emu(emu(down * scale))
    inline = CT_Inline.new_pic_inline(number, kit.image(content), f"logo-{number}.png", *size)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    inline.docPr.set("name", "Logo")
    inline.docPr.set("descr", plain(alt))
    return el("r", el("drawing", inline))


def _page(sheet: Sheet) -> bytes:
    """The drawing as a PDF of one page, the same bytes for the same drawing."""
    fonts.register()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(sheet.width, sheet.height), invariant=1)
    draw_sheet(sheet, canvas, 0, 0)
    canvas.save()
    return buffer.getvalue()


@lru_cache(maxsize=64)
def _png(page: bytes, clear: bool) -> bytes:
    """The page in :data:`DPI` dots an inch; few colours, since charts have few."""
    with _LOCK:  # the renderer may not be used by two threads at once
        document = pypdfium2.PdfDocument(page)
        try:
            ground = (255, 255, 255, 0 if clear else 255)
            image = document[0].render(scale=DPI / 72, fill_color=ground).to_pil()
        finally:
            document.close()
    buffer = io.BytesIO()
    drawn = image if clear else image.convert("RGB").quantize(128)
    drawn.save(buffer, "PNG", optimize=True, dpi=(DPI, DPI))
    return buffer.getvalue()
