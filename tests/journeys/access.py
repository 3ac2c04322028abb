"""A page of the app looked at as axe does, and stepped through as somebody without a mouse does."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ui.navigation import FIRST, PAGES, Row

GRAVE = {"serious", "critical"}
IN_THE_DARK = (
    "color-contrast", "list", "listitem", "scrollable-region-focusable", "svg-img-alt",
    "aria-hidden-focus", "target-size",
)  # fmt: skip
"""Rules whose answer can differ between a wide light page and a narrow dark one."""
UNSEEN = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect(), look = getComputedStyle(it);
  if (it === document.body) return null;
  const words = it.getAttribute('aria-label') || it.innerText || it.tagName;
  if (box.right <= 0 || box.width === 0 || look.visibility === 'hidden')
    return words + ' is out of sight';
  if (it.matches('a, button, summary') && look.outlineStyle === 'none')
    return words + ' has the focus, and nothing shows it';
  return '';
}"""


def row_of(module: str) -> Row:
    """The page of this module."""
    return next(row for row in PAGES if row.module == module)


def visit(page: Page, row: Row, width: int = 1440, scheme: str = "light") -> None:
    """Open a page of the app on what is open now, and wait until all of it is there."""
    path, place = "" if row.part == FIRST else row.module, page.url.partition("?")[2]
    look(page, width, scheme)
    page.goto(f"/{path}?{place}")
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    assert page.url.partition("?")[0].endswith(f"/{path}"), f"{row.module} sent the reader away"


def look(page: Page, width: int, scheme: str) -> None:
    """The page in a width and in light or dark."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 1000})


def grave(page: Page, *rules: str) -> list[str]:
    """What is wrong with the page as it is shown: by these rules of axe, or all; and its width."""
    only = {"runOnly": list(rules)} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **only})
    told = [
        f"{page.url}: {item['id']}: {item['nodes'][0]['html'][:160]}"
        for item in found.response["violations"]
        if item["impact"] in GRAVE
    ]
    size = page.evaluate("[document.querySelector('[data-testid=stMain]').scrollWidth, innerWidth]")
    return told + ([f"{page.url} is {size[0]} wide on {size[1]}"] if size[0] > size[1] else [])


def stepped(page: Page, most: int) -> list[str]:
    """What is wrong with where Tab stops, from the top of the page on."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate(UNSEEN)
        if told is None:
            break
        found += [told] if told else []
    return found
