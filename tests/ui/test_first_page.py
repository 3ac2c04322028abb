"""The page that a browser opens first: ours in name and place, with no script of its own inside."""

import re
from importlib.resources import files

from ui.routes.first_page import PLACE, ours

STREAMLITS = (files("streamlit") / "static" / "index.html").read_bytes()


def test_the_page_runs_our_script_first_and_none_that_stands_inside_it() -> None:
    page = ours(STREAMLITS).decode()
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert scripts[0] == (f' src="{PLACE}"', "")
    assert not any(inside.strip() for _, inside in scripts)
    assert len(scripts) == STREAMLITS.count(b"</script>")


def test_the_page_is_named_and_fetches_no_font_that_is_not_ours() -> None:
    page = ours(STREAMLITS)
    assert b"<title>Prodworthy</title>" in page
    assert b'as="font"' not in page
    assert b'<div id="root"></div>' in page


def test_a_page_without_a_script_inside_gets_ours_all_the_same() -> None:
    assert f'<head><script src="{PLACE}">'.encode() in ours(b"<html><head></head></html>")


def test_the_page_shows_where_the_keys_stand_and_hides_the_bar_that_is_pushed_out() -> None:
    page = ours(STREAMLITS).decode()
    assert ":focus-visible" in page
    assert "[data-collapsed=true]{visibility:hidden}" in page
