"""What Streamlit's page leaves out for whoever steps through it with keys, or hears it.

A link of its bar that has the focus is a shade greyer and no more. On a phone the bar is pushed out
of the screen and stays in the order of Tab: sixteen stops that nobody sees. Its list holds parts
that no list may hold, so they are links in named groups; and when it is opened the focus is lost.
A row of choices that is wider than its place is cut at its edge; here it goes on in a second row.
What is refused stands at the top of the page, and stays in sight for whoever pressed far below it.
The name of a field is its label letter by letter; where client text was escaped so that it is drawn as
it was typed, the backslashes would be read out, so the name gets the words alone.
"""

RING = "#2F7FD1"
"""Three to one and more on the page and on the boxes of both themes (WCAG 2.2, 1.4.11)."""

REFUSED = "refused"
"""The key of the container in which the page tells what it refused."""

STYLE = (
    "a:focus-visible,button:focus-visible,summary:focus-visible,"
    f"[role=radio]:focus-visible,[role=tab]:focus-visible{{outline:2px solid {RING}!important;"
    "outline-offset:2px!important}"
    f"[data-testid=stMain]:focus-visible{{outline:2px solid {RING}!important;"
    "outline-offset:-2px!important}"
    "[data-testid=stSidebar][data-collapsed=true]{visibility:hidden}"
    "[data-testid=stRadio]>[data-testid=stWidgetLabel] p{font-weight:700}"
    "[data-testid=stButtonGroup] [role=radiogroup]{flex-wrap:wrap!important;"
    "overflow:visible!important;row-gap:4px}"
    f"[data-testid=stLayoutWrapper]:has(>.st-key-{REFUSED}){{position:sticky;top:4.5rem;z-index:50;"
    "backdrop-filter:blur(24px);border-radius:8px}"
)

SCRIPT = r"""
const named = new WeakMap();
const bare = (part) => {
  const name = part.ariaLabel;
  if (named.get(part) === name) return;
  const words = name.replaceAll(':small[]', '')
    .replace(/\\([\\`*_{}\[\]()#+\-.!|~<>:$&])/g, '$1');
  named.set(part, words);
  part.ariaLabel = words;
};
const bar = () => document.querySelector('[data-testid=stSidebar]');
let shut = true;
const mend = () => {
  document.querySelectorAll('[aria-label*="\\\\"]').forEach(bare);
  const list = document.querySelector('[data-testid=stSidebarNavItems]');
  for (const one of list ? [list, ...list.querySelectorAll('li')] : []) one.role ??= 'none';
  for (const part of list?.querySelectorAll(':scope > div:not([role])') ?? []) {
    part.role = 'group';
    part.ariaLabel = part.querySelector('header p')?.textContent ?? '';
  }
  const now = bar()?.dataset.collapsed !== 'false';
  if (shut && !now && document.activeElement === document.body)
    bar().querySelector('[data-testid=stSidebarNav] a')?.focus();
  shut = now;
};
new MutationObserver(mend).observe(document.documentElement,
  {childList: true, subtree: true, attributes: true,
    attributeFilter: ['data-collapsed', 'aria-label']});
"""
