"""The look: the server's options and colours (``streamlit.toml``) and the palettes of charts."""
