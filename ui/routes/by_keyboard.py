"""What Streamlit's page leaves out for whoever steps through it with keys, or hears it.

A link of its bar that has the focus is a shade greyer and no more. On a phone the bar is pushed out
of the screen and stays in the order of Tab: sixteen stops that nobody sees. Its list holds parts
that no list may hold, so they are links in named groups; and when it is opened the focus is lost.
A row of choices that is wider than the phone is cut at its edge; here it goes on in a second row.
"""

RING = "#2F7FD1"
"""Three to one and more on the page and on the boxes of both themes (WCAG 2.2, 1.4.11)."""

STYLE = (
    "a:focus-visible,button:focus-visible,summary:focus-visible,"
    f"[role=radio]:focus-visible,[role=tab]:focus-visible{{outline:2px solid {RING}!important;"
    "outline-offset:2px!important}"
    f"[data-testid=stMain]:focus-visible{{outline:2px solid {RING}!important;"
    "outline-offset:-2px!important}"
    "[data-testid=stSidebar][data-collapsed=true]{visibility:hidden}"
    "@media(max-width:640px){[data-testid=stButtonGroup] [role=radiogroup]{flex-wrap:wrap!important;"
    "overflow:visible!important;row-gap:4px}}"
)

SCRIPT = """
const bar = () => document.querySelector('[data-testid=stSidebar]');
let shut = true;
const mend = () => {
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
  {childList: true, subtree: true, attributes: true, attributeFilter: ['data-collapsed']});
"""
