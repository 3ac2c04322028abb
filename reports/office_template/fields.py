"""Fields of Word: only those that read nothing but the document itself."""

import re

from reports.office_template.allowed import FIELDS, is_harmless_link
from reports.office_template.refusing import TemplateRefused
from reports.office_template.xml_text import Element, local_name

_RESULT, _OTHER = "= ", "\0"
_LINK = re.compile(r'\s*hyperlink\s+(?:\\l\s+"[^"]*"|"(?P<address>[^"]*)")[^"]*', re.IGNORECASE)


def check(root: Element) -> None:
    """``TemplateRefused`` for a field that could run, fetch or read something.

    An instruction may be cut into many runs, hold other fields, or be put together from their
    results; therefore it is read as a whole, and one whose name is not written out is refused.
    """
    open_ones: list[str] = []
    for element in root.iter():
        name = local_name(element)
        if name == "fldChar":
            _mark(_attribute(element, "fldCharType"), open_ones)
        elif name == "fldSimple":
            _nested(open_ones)
            _check_one(_attribute(element, "instr"))
        elif name in ("instrText", "delInstrText", "t") and open_ones:
            open_ones[-1] += element.text or ""
        elif name in ("instrText", "delInstrText"):
            _check_one(element.text or "")
    for left in open_ones:
        _check_one(left)


def _mark(kind: str, open_ones: list[str]) -> None:
    """The begin, the end of the instruction, or the end of a field."""
    if kind == "begin":
        _nested(open_ones)
        open_ones.append("")
    elif kind == "separate" and open_ones:
        _check_one(open_ones[-1])
        open_ones[-1] = _RESULT
    elif kind == "end" and open_ones:
        _check_one(open_ones.pop())


def _nested(open_ones: list[str]) -> None:
    """Leave a mark where the result of another field would stand in the instruction."""
    if open_ones:
        open_ones[-1] += _OTHER


def _attribute(element: Element, name: str) -> str:
    return next((str(value) for key, value in element.items() if local_name(key) == name), "")


def _check_one(instruction: str) -> None:
    words = instruction.split()
    first = words[0].casefold() if words else ""
    if first in FIELDS or first.startswith("="):
        return
    link = _LINK.fullmatch(instruction)
    if link and (link["address"] is None or is_harmless_link(link["address"])):
        return
    shown = "".join(char for char in first.upper() if char.isprintable())[:30]
    raise TemplateRefused(
        f"The template holds the field “{shown or 'without a name'}”, which can run, fetch or read "
        "something outside of the document: remove it in Word, where Alt+F9 shows the fields."
    )
