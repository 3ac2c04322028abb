"""Links of the full assessment: each leads somewhere, is well formed, and carries no secret."""

from urllib.parse import parse_qsl, urlsplit

from tests.assessments.made import full, full_as
from tests.reports import pdf_reading as pdf

SECRETS = ("token", "password", "passwd", "secret", "api_key", "apikey", "access_key", "signature")


def test_every_inner_link_leads_to_a_page_that_is_there() -> None:
    found = pdf.inner_pages(full_as("pdf"))
    assert len(found) > 500
    assert None not in found


def test_every_address_is_well_formed_and_carries_no_secret() -> None:
    found = pdf.addresses(full_as("pdf"))
    assert len(found) > 50
    for address in found:
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https"), address
        assert parts.hostname, address
        assert parts.username is None, address
        asked = {name.lower() for name, _ in parse_qsl(parts.query)}
        assert not asked & set(SECRETS), address


def test_every_line_of_the_roadmap_that_reads_a_number_links_to_where_it_was_read() -> None:
    road = full().report.roadmap
    assert road is not None
    found = set(pdf.addresses(full_as("pdf")))
    read = [item.reading for row in road.rows for item in row.conditions if item.reading]
    assert len(read) > 10
    assert {item.url for item in read} - found == set()
