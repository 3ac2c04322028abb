"""Whether this browser follows an invitation: the cookie that a link sets, and what is said then."""

from urllib.parse import urlsplit

import streamlit as st

from ui.routes.invitation import COOKIE, LEAVE

_HERE_ONLY = ("127.0.0.1", "localhost", "::1")


def token() -> str:
    """The token of the link that was followed in this browser; empty where none was."""
    found = st.context.cookies.get(COOKIE)
    return found if isinstance(found, str) else ""


def refuse_page() -> None:
    """What an invited person sees at any other address of the app."""
    st.header("This page is not part of your invitation", anchor=False)
    st.markdown(":gray[You were invited to answer questions, and your link opens those alone.]")
    st.page_link(
        "ui/pages/answer.py", label="Go to your questions", icon=":material/arrow_forward:"
    )
    leave_link()


def leave_link() -> None:
    """The way out, for a browser that others use too."""
    st.markdown(f":small[[Leave this invitation on this computer]({LEAVE})]")


def base() -> str:
    """This server's own address as the reader's browser sees it: what links begin with."""
    parts = urlsplit(st.context.url or "http://127.0.0.1:8501")
    return f"{parts.scheme}://{parts.netloc}"


def this_machine_only() -> bool:
    """Whether the address that is open now can be opened on this machine alone."""
    return (urlsplit(base()).hostname or "") in _HERE_ONLY
