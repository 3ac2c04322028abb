"""One page with a title and a sentence, for what is told outside of the app's own pages."""

from html import escape

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Prodworthy</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<style>
@font-face {{ font-family: "IBM Plex Sans"; src: url("/type/plex-sans.ttf"); font-weight: 100 700; }}
:root {{ color-scheme: light dark; --ink: #1b2733; --paper: #fff; --quiet: #55616d; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e8edf2; --paper: #10161d; --quiet: #a9b4bf; }} }}
body {{ margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 "IBM Plex Sans", sans-serif; }}
main {{ max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; }}
h1 {{ font-size: 1.6rem; line-height: 1.25; }} p {{ color: var(--quiet); }}
</style></head><body><main><h1>{title}</h1><p>{sentence}</p></main></body></html>"""


def page(title: str, sentence: str) -> str:
    """The page as HTML; both texts are data and no markup."""
    return _PAGE.format(title=escape(title), sentence=escape(sentence))
