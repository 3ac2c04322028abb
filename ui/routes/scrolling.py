"""The one script that is ours: it brings the top of a list into view after a turn below it."""

from base64 import b64encode
from hashlib import sha256

LIST = "paged_list"
"""The key of the container that holds the list."""

SCRIPT = (
    f'const list = document.querySelector(".st-key-{LIST}");'
    'list?.style.setProperty("scroll-margin-top", "5rem");'  # below the bar of the app
    'list?.scrollIntoView({block: "start"});'
)

ALLOWED = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
"""What the content security policy has to name, so that this script runs and no other."""
