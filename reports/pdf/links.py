"""Areas of a page that lead somewhere."""

from reportlab.pdfgen.canvas import Canvas


def link(canvas: Canvas, target: str, box: tuple[float, float, float, float]) -> None:
    """A link area in the current coordinates; ``target`` is ``#anchor`` or an http address."""
    if target.startswith("#"):
        canvas.linkRect("", target[1:], box, relative=1, Border="[0 0 0]")
    else:
        canvas.linkURL(target, box, relative=1)
