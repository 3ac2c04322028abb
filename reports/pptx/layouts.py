"""Layouts to set slides on: ours, or those of a client's template found by name and by kind."""

import io
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from reports.brand import Brand
from reports.office_template import TemplateRefused, opened
from reports.pptx import house, letterhead, places
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.palette import OWN, Palette, of_brand, of_theme
from reports.pptx.slide import Slide
from reports.pptx.words import Style, put, said

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_OPENING_NAMES = ("title slide", "titelfolie", "diapositive de titre", "diapositiva de título")
_PLAIN_NAMES = ("title only", "nur titel", "titre seul", "solo título", "solo titolo")
_TITLE_LINES, _OPENING_LINES = 2, 3
_GAP = 14.0


@dataclass(frozen=True)
class Layouts:
    """A deck to add slides to, with the layout of its first slide and that of all others."""

    deck: Deck
    opening: Any
    plain: Any
    palette: Palette

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a slide in points."""
        return (self.deck.slide_width or 0) / 12_700, (self.deck.slide_height or 0) / 12_700

    def body(self) -> Box:
        """What title and footer leave of a slide for its content."""
        width, height = self.size
        top = house.TITLE_TOP + house.TITLE_HIGH + _GAP
        ours = Box(house.MARGIN, top, width - 2 * house.MARGIN, height - house.FOOT - 12 - top)
        title = places.title_of(self.plain.placeholders)
        held = places.box_of(title) if title is not None else None
        if held is None or held.bottom > 0.42 * height or held.width < 0.55 * width:
            return ours
        tops = [places.box_of(one).y for one in self.plain.placeholders if places.furniture(one)]
        foot = min([top for top in tops if top > 0.8 * height] or [height - 30])
        top = held.bottom + _GAP
        return Box(held.x, top, held.width, max(120.0, foot - 12 - top))

    def add(self, slide: Slide) -> tuple[Any, Canvas]:
        """A new slide with its title, and the canvas for its content."""
        made: Any = self.deck.slides.add_slide(self.opening if slide.opening else self.plain)
        title = places.title_of(made.shapes)
        if title is None:
            title = self._title_box(made)
        most = _OPENING_LINES if slide.opening else _TITLE_LINES
        places.say(title, slide.title, places.title_size(title, house.TITLE_SIZE), most)
        filled = [title]
        second = next((one for one in made.placeholders if places.second(one)), None)
        if slide.opening and slide.notes and second is not None:
            places.say(second, slide.notes[0], places.size_of(second, 24.0), 2)
            filled.append(second)
        places.without_empty(made, filled)
        box = self._opening_body(filled) if slide.opening else self.body()
        return made, Canvas(made.shapes, box, self.palette)

    def furnish(self, made: Any, footer: tuple[str, ...]) -> None:
        """Footer and slide number where the layout has them, else at the foot; read last."""
        kinds = {places.kind(one): one for one in made.slide_layout.placeholders}
        self._foot(made, kinds.get(PP_PLACEHOLDER.FOOTER), footer)
        number = kinds.get(PP_PLACEHOLDER.SLIDE_NUMBER)
        if number is not None:
            places.cloned(made, number)
            return
        width, height = self.size
        shape = made.shapes.add_textbox(
            Pt(width - house.MARGIN - 48), Pt(height - 24), Pt(48), Pt(14)
        )
        shape.name = "Slide number"
        put(shape.text_frame, [said("", Style(9, "quiet", align="right"))], self.palette)
        places.number_field(shape, 900)

    def _foot(self, made: Any, place: Any, footer: tuple[str, ...]) -> None:
        if place is None:
            width, height = self.size
            box = Box(house.MARGIN, height - 24, width - 2 * house.MARGIN - 60, 14)
            told = said(places.foot_words(footer, box.width, 9, 12)[1], Style(9, "quiet", most=1))
            Canvas(made.shapes, box, self.palette).text(box, told, name="Footer")
            return
        frame = places.cloned(made, place).text_frame
        room = (place.width - frame.margin_left - frame.margin_right) / 12_700
        size = places.size_of(place, 9.0)
        size, words = places.foot_words(footer, room, size, place.height / 12_700)
        frame.text = words
        font = frame.paragraphs[0].runs[0].font
        font.size = Pt(size)
        if self.palette.own:
            self.palette.paint(font.color, "quiet")

    def _title_box(self, made: Any) -> Any:
        """A title where the template has no layout with one."""
        box = Box(house.MARGIN, house.TITLE_TOP, self.size[0] - 2 * house.MARGIN, house.TITLE_HIGH)
        shape = made.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
        shape.name = "Title"
        put(shape.text_frame, [said("", Style(house.TITLE_SIZE, strong=True))], self.palette)
        return shape

    def _opening_body(self, used: list[Any]) -> Box:
        """On the first slide: all of it for our own, the foot below the words for a client's."""
        width, height = self.size
        if self.palette.own:
            return Box(house.MARGIN, 54, width - 2 * house.MARGIN, height - house.FOOT - 66)
        body = self.body()
        top = min(max(places.box_of(one).bottom for one in used) + 8, body.bottom - 90)
        return Box(body.x, top, body.width, body.bottom - top)


def our_own(size: str, brand: Brand | None = None, client: str = "") -> Layouts:
    """Our own deck, with the client's colour and logo where there are any."""
    held = brand or Brand()
    palette = of_brand(held.colour)
    deck = house.deck(size)
    letterhead.put(deck, held, client)
    named = deck.slide_layouts.get_by_name
    return Layouts(deck, named("Title Slide"), named("Title Only"), palette)


def theirs(template: bytes) -> Layouts:
    """A client's template; raises ``TemplateRefused`` with a sentence where it is none."""
    deck = Presentation(io.BytesIO(opened(template, "slides")))
    every = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    if not every:
        raise TemplateRefused("The template has no layout: add one with a title and save it again.")
    plain = _chosen(every, "titleOnly", _PLAIN_NAMES) or _barest(every)
    opening = _chosen(every, "title", _OPENING_NAMES) or plain
    return Layouts(deck, opening, plain, _palette(plain.slide_master))


def _chosen(every: list[Any], kind: str, names: tuple[str, ...]) -> Any:
    """By name first, since a client names what is to be used; then by its kind."""
    by_name = [one for one in every if one.name.strip().lower() in names]
    by_kind = [one for one in every if one._element.get("type") == kind]
    return next(iter([*by_name, *by_kind]), None)


def _barest(every: list[Any]) -> Any:
    """The layout with a title and the fewest places beside it; without any title, the barest."""

    def order(layout: Any) -> tuple[bool, int]:
        held = [one for one in layout.placeholders if not places.furniture(one)]
        return places.title_of(held) is None, len(held)

    return min(every, key=order)


def _palette(master: Any) -> Palette:
    """The client's colours, from the theme of the master that the slides are set on."""
    rels = master.part.rels.values()
    theme = next((rel.target_part.blob for rel in rels if rel.reltype.endswith("/theme")), None)
    mapping = master._element.find(f"{_P}clrMap")
    named = dict(mapping.attrib) if mapping is not None else {}
    return OWN if theme is None else of_theme(theme, named)
