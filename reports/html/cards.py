"""Initiative cards: the value now beside its target, the exit criterion word for word."""

from reports.blocks import Card, Cards
from reports.html import pictures
from reports.html.markup import EMPTY, Html, element, join
from reports.html.words import Kit, link, runs


def write(block: Cards, kit: Kit) -> Html:
    """The cards as a list, two a row where there is room."""
    return element("ul", *(element("li", _card(item, kit)) for item in block.items), cls="cards")


def _card(card: Card, kit: Kit) -> Html:
    name = kit.fresh("card")
    head = element("p", element("code", card.id), element("span", card.owner), cls="above")
    closes = element("p", link(card.closes, card.closes_target, kit, bare=True), cls="note")
    leave = element("p", element("span", "Exit: ", cls="quiet"), card.exit)
    return element(
        "article", head, kit.heading(card.title, id=name), closes, _panel(card, kit), leave,
        _foot(card, kit), id=kit.place(card.anchor), aria_labelledby=name,
    )  # fmt: skip


def _panel(card: Card, kit: Kit) -> Html:
    metric = element("p", card.metric, cls="metric")
    if not card.figure and not card.target:
        return element("div", metric, element("p", card.missing), cls="now")
    told = card.figure_note or card.missing
    now = element(
        "div",
        element("dt", "Now"),
        element("dd", card.figure or "–", cls="big"),
        element("dd", told, cls="note") if told else EMPTY,
    )
    drawn = pictures.line(card.trend, kit) if card.trend is not None else EMPTY
    target = element(
        "div",
        element("dt", "Target"),
        element("dd", element("strong", card.target)),
        element("dd", drawn) if drawn else EMPTY,
    )
    missing = element("p", card.missing, cls="note") if card.figure_note and card.missing else EMPTY
    return element("div", metric, element("dl", now, target), missing, cls="now")


def _foot(card: Card, kit: Kit) -> Html:
    first = element("p", element("span", card.effort), element("span", card.done))
    places = join([link_ for words in card.link if (link_ := runs((words,), kit))])
    second = element("p", element("span", places), element("span", card.read))
    return element("div", first, second if places or card.read else EMPTY, cls="foot")
