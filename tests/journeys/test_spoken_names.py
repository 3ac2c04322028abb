"""A field that is named by what somebody typed is heard as it was typed, without our escapes."""

import pytest
from playwright.sync_api import Browser, expect

from ui.components.wording import spoken
from ui.routes import by_keyboard


@pytest.mark.parametrize(
    "typed", [r"Level 2, <b>late</b> | 3*4 \* [a](b)", "Ask ana@example.org, https://example.org"]
)
def test_the_name_of_a_field_is_the_words_that_were_typed(browser: Browser, typed: str) -> None:
    page = browser.new_page()
    page.set_content("<main></main>")
    page.add_script_tag(content=by_keyboard.SCRIPT)
    page.evaluate(
        "(name) => { document.querySelector('main').innerHTML = '<input type=checkbox>';"
        " document.querySelector('input').ariaLabel = name }",
        spoken(typed),
    )
    box = page.get_by_role("checkbox")
    assert "\\" in spoken(typed)
    expect(box).to_have_attribute("aria-label", typed)
    page.evaluate("document.querySelector('main').append('more')")
    expect(box).to_have_attribute("aria-label", typed)
    page.close()
