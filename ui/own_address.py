"""Where this server answers, as the browser in front of it sees it."""

from urllib.parse import urlsplit

import streamlit as st

from engagement.outside.settings import settings


def own_address() -> str:
    """Scheme, host and port; the settings' own where no browser says."""
    seen = urlsplit(st.context.url or "")
    if seen.scheme and seen.netloc:
        return f"{seen.scheme}://{seen.netloc}"
    known = settings()
    return known.public_address or f"http://{known.host}:{known.port}"
