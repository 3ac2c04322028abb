"""The browser app: ``streamlit run app.py``, ``uvicorn app:app`` or ``prodworthy serve``."""

import streamlit as st

if __name__ == "__main__":  # Streamlit runs this file as the script of every page
    from ui.navigation import show

    show()
else:
    from ui.serving import asgi

    app = st.App(__file__, **asgi())
