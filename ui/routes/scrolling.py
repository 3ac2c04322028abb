"""The one script that is ours: it brings a list, or a page that became another, to its top."""

from base64 import b64encode
from hashlib import sha256

TOP = "brought_into_view"
"""The key of the container whose top is to be seen."""

SCRIPT = (
    "{"  # a block of its own: the page runs it more than once, and a name is given once
    f'const first = document.querySelector(".st-key-{TOP}");'
    'first?.style.setProperty("scroll-margin-top", "5rem");'  # below the bar of the app
    'first?.scrollIntoView({block: "start"});'
    "}"
)

ALLOWED = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
"""What the content security policy has to name, so that this script runs and no other."""
