"""The way out, where this server knows one: it differs by how people came in."""

import streamlit as st

from engagement.outside.settings import settings
from ui import who
from ui.components.note import note


def leaving() -> None:
    """A button, a link to the proxy's own way out, or where to find it."""
    given = settings()
    if given.sign_in == "oidc":
        st.button("Sign out", icon=":material/logout:", on_click=who.sign_out)
        note("Ends it in every tab of this browser.")
    elif given.sign_out_address:
        st.link_button("Sign out", given.sign_out_address, icon=":material/logout:")
    else:
        note("Sign out at your organisation's sign-in proxy.")
