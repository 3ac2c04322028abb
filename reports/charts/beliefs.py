"""How one capability's belief moved: small histograms on one scale."""

from reports import colours, fonts
from reports.blocks import BeliefSteps
from reports.charts.sheet import Sheet

_TALL = 62.0


def draw(block: BeliefSteps, width: float) -> Sheet:
    """Prior, after the claim, after the findings: at most four steps; the last one dark."""
    steps = block.steps[:4]
    sheet = Sheet(width, 112, block.alt)
    room = width / max(3, len(steps))
    top = max((max(step.belief) for step in steps), default=1.0)
    for number, step in enumerate(steps):
        x = number * room
        wide = (room - 14) / 5
        for position, probability in enumerate(step.belief):
            tall = _TALL * probability / top
            fill = colours.DEEP if number == len(steps) - 1 else colours.LIGHT
            sheet.rect(x + position * wide, 4 + _TALL - tall, wide - 1.4, tall, fill)
            middle = x + position * wide + wide / 2 - 0.7
            sheet.text(
                middle, _TALL + 13, str(position + 1), size=7, fill=colours.QUIET, align="middle"
            )
        sheet.line(x, 4 + _TALL, x + 5 * wide - 1.4, 4 + _TALL, colours.DEEP, thick=0.9)
        lines = sheet.paragraph(
            x, _TALL + 25, step.name, limit=room - 4, size=7.2, font=fonts.SEMIBOLD
        )
        sheet.paragraph(
            x, _TALL + 25 + 8.8 * lines, step.note, limit=room - 6, size=7, fill=colours.QUIET
        )
    return sheet
