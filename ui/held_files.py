"""How much the files take that open pages hold, as Streamlit keeps them in memory."""

from collections.abc import Mapping

from streamlit import runtime


def held_by_page() -> Mapping[str, int]:
    """Bytes by the page's session; nothing before the server runs."""
    if not runtime.exists():
        return {}
    kept = getattr(runtime.get_instance().uploaded_file_mgr, "file_storage", {})
    return {
        page: sum(len(file.data) for file in list(files.values()))
        for page, files in list(kept.items())
    }
