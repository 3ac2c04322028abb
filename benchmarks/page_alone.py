"""WeasyPrint setting one HTML page, in a process of its own; prints seconds without imports.

Run by the Python of ``.venv-peers``, hence nothing of the product is imported here.
"""

import json
import sys
import time
from pathlib import Path

import weasyprint


def main(page: str) -> None:
    """Set the page and say what it took."""
    text = Path(page).read_text(encoding="utf-8")
    began = time.perf_counter()
    content = weasyprint.HTML(string=text).write_pdf()
    print(json.dumps({"seconds": time.perf_counter() - began, "bytes": len(content)}))


if __name__ == "__main__":
    main(sys.argv[1])
