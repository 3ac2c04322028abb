"""The answer: the panel of the verdict, its reasons, the decisions asked for, and the figures."""

from content.locales import written
from reports import colours
from reports.blocks import Answer, DecisionCards, Figure, Figures, Horizons, Reasons, Share
from reports.charts import confidence
from reports.charts.sheet import Sheet
from reports.html import pictures, svg
from reports.html.markup import EMPTY, Html, element
from reports.html.words import Kit, link, runs
from reports.wording import percent

_INDEX_LIMIT = 2.5


def panel(block: Answer, kit: Kit) -> Html:
    """Verdict with its shape at the left, confidence at the right."""
    word = [pictures.mark(block.tone)] if block.tone else []
    left = element(
        "div",
        element("p", block.label, cls="label"),
        element("p", *word, element("span", block.word), cls=f"verdict {block.tone or 'open'}"),
        element("p", block.qualifier, cls="qualifier") if block.qualifier else EMPTY,
        element("p", block.note, cls="note"),
    )
    return element("div", left, _right(block, kit), cls="panel")


def _right(block: Answer, kit: Kit) -> Html:
    if block.shares:
        head = element("p", block.shares_title, cls="label")
        words = element("ul", *(_share(item) for item in block.shares if item.share > 0))
        return element("div", head, _bar(block), words, cls="shares")
    if block.index:
        sheet = confidence.index_scale(block.index, _INDEX_LIMIT, 232)
        level, low, high = block.index
        sheet.alt = (
            f"Index {written(level, '.1f')}, 80 % interval {written(low, '.1f')} to "
            f"{written(high, '.1f')}; level {_INDEX_LIMIT} is "
            "asked of each area."
        )
        return element("div", pictures.picture(sheet, kit, "Index", look="themed"), cls="shares")
    return EMPTY


def _bar(block: Answer) -> Html:
    """One bar in as many parts as there are verdicts; the words below say the same."""
    sheet, x = Sheet(400, 16), 0.0
    held = [item for item in block.shares if item.share > 0]
    room = sheet.width - 2 * (len(held) - 1)
    for item in held:
        sheet.rect(x, 0, max(0.8, room * item.share), 16, colours.VERDICTS[item.tone])
        x += room * item.share + 2
    return element(
        "svg", svg.shapes(sheet.drawing), role="img", cls="themed bar", viewBox="0 0 400 16",
        preserveAspectRatio="none", aria_label=f"{block.shares_title}: " + ", ".join(
            f"{percent(item.share)} {item.word.lower()}" for item in held
        ),
    )  # fmt: skip


def _share(item: Share) -> Html:
    words = element("span", f"{percent(item.share)} {item.word.lower()}", cls=item.tone)
    return element("li", pictures.mark(item.tone), words)


def reasons(block: Reasons, kit: Kit) -> Html:
    """Numbered: sentence, what was seen, chance, and the figure with its target."""
    items = (
        element(
            "li",
            element(
                "div",
                kit.heading(item.headline),
                element("p", runs(item.content, kit)),
                element("p", item.chance, cls="note"),
            ),
            element(
                "p",
                element("span", link(item.figure, item.figure_target, kit, bare=True), cls="big"),
                " ",
                element("span", item.figure_note, cls="note"),
                cls="figure",
            ),
        )
        for item in block.items
    )
    return element("ol", *items, cls="reasons")


def decisions(block: DecisionCards, kit: Kit) -> Html:
    """Up to three, side by side where there is room."""
    items = (
        element(
            "li",
            kit.heading(f"{number}. {item.title}"),
            element("p", item.text),
            element("p", item.who, cls="note"),
        )
        for number, item in enumerate(block.items, start=1)
    )
    return element("ol", *items, cls="threes") if block.items else EMPTY


def horizons(block: Horizons, kit: Kit) -> Html:
    """What is there by a day, side by side where there is room."""
    items = (
        element(
            "li",
            kit.heading(item.title),
            element("p", item.until, cls="note"),
            element("ul", *(element("li", runs(words, kit)) for words in item.lines))
            if item.lines
            else EMPTY,
        )
        for item in block.items
    )
    return element("ol", *items, cls="threes") if block.items else EMPTY


def figures(block: Figures, kit: Kit) -> Html:
    """Big figures with label and note."""
    return element("dl", *(_figure(item, kit) for item in block.items), cls="figures")


def _figure(item: Figure, kit: Kit) -> Html:
    value = element("dd", link(item.value, item.target, kit, bare=True), cls="big")
    note = element("dd", item.note, cls="note") if item.note else EMPTY
    return element("div", element("dt", item.label), value, note)
