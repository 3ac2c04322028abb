"""A client's logo, colour and mark, kept for every report that is made of its assessments."""

from content.locales import OFFERED
from engagement.clients.client_list import client_in
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.store import Store, audit, brands
from reports.brand import Brand, UnfitBrand, fit_colour, fit_for_white, fit_logo
from reports.office_template import TemplateRefused, opened

_MARK_LENGTH = 120


def brand_of(store: Store, client_id: str) -> Brand:
    """The client's brand; an empty one where none was given."""
    with store.reading() as tx:
        return brands.brand(tx, client_id)


def locale_of(store: Store, client_id: str) -> str:
    """In whose manner the client's figures and dates are written, such as ``de-DE``."""
    with store.reading() as tx:
        return brands.locale(tx, client_id)


def keep_brand(
    store: Store,
    *,
    client_id: str,
    colour: str,
    mark: str,
    locale: str | None = None,
    logo: bytes | None = None,
    word_template: bytes | None = None,
    slides_template: bytes | None = None,
) -> Brand:
    """Replace the brand; of the three files ``None`` keeps the one there is, empty takes it away.

    ``locale`` is one of :data:`content.locales.OFFERED`; ``None`` keeps the one there is. Raises
    :class:`engagement.faults.Refused` for a picture, colour, template or locale that cannot be taken.
    """
    mark = " ".join(mark.split())
    if len(mark) > _MARK_LENGTH:
        raise Refused(f"The mark has {len(mark)} characters; {_MARK_LENGTH} fit a page's head.")
    if locale is not None and locale not in OFFERED:
        raise Refused(f"Dates and figures can be written as one of {', '.join(OFFERED)}.")
    try:
        given = {
            "logo": logo and fit_for_white(fit_logo(logo), fit_colour(colour)),
            "word_template": word_template and opened(word_template, "word"),
            "slides_template": slides_template and opened(slides_template, "slides"),
        }
        shade = fit_colour(colour)
    except (UnfitBrand, TemplateRefused) as unfit:
        raise Refused(str(unfit)) from unfit
    files = {name: content for name, content in given.items() if content is not None}
    with store.writing() as tx:
        client_in(tx, client_id)
        manner = {} if locale is None else {"locale": locale}
        told = {"colour": shade, "mark": mark, **manner, **files}
        made = brands.brand(tx, client_id).model_copy(update=told)
        brands.keep(tx, client_id, made)
        audit.record(tx, "client's brand changed", client_id=client_id)
    return made


def mark_of(place: Workspace, brand: Brand) -> str:
    """What is printed at the head of every page; a fictional client is always said to be one."""
    if place.client.fictional:
        return f"Example, fictional client {place.client.name}"
    return brand.mark or f"Confidential to {place.client.name}"
