"""A client's logo, colour and mark, kept for every report that is made of its assessments."""

from engagement.faults import Refused
from engagement.model import Workspace
from engagement.opening import client_in
from engagement.store import Store, audit, brands
from reports.brand import Brand, UnfitBrand, fit_colour, fit_logo

_MARK_LENGTH = 120


def brand_of(store: Store, client_id: str) -> Brand:
    """The client's brand; an empty one where none was given."""
    with store.reading() as tx:
        return brands.brand(tx, client_id)


def keep_brand(
    store: Store, *, client_id: str, logo: bytes | None, colour: str, mark: str
) -> Brand:
    """Replace the brand; ``logo`` is ``None`` to keep the one there is, empty to take it away.

    Raises :class:`engagement.faults.Refused` for a picture or colour that cannot be taken.
    """
    mark = " ".join(mark.split())
    if len(mark) > _MARK_LENGTH:
        raise Refused(f"The mark has {len(mark)} characters; {_MARK_LENGTH} fit a page's head.")
    try:
        picture = fit_logo(logo) if logo else logo
        shade = fit_colour(colour)
    except UnfitBrand as unfit:
        raise Refused(str(unfit)) from unfit
    with store.writing() as tx:
        client_in(tx, client_id)
        kept = brands.brand(tx, client_id).logo if picture is None else picture
        made = Brand(logo=kept, colour=shade, mark=mark)
        brands.keep(tx, client_id, made)
        audit.record(tx, "client's brand changed", client_id=client_id)
    return made


def mark_of(place: Workspace, brand: Brand) -> str:
    """What is printed at the head of every page; a fictional client is always said to be one."""
    if place.client.fictional:
        return f"Example, fictional client {place.client.name}"
    return brand.mark or f"Confidential to {place.client.name}"
