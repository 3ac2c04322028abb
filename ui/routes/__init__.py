"""Our own HTTP routes and headers beside Streamlit's; nothing here imports Streamlit."""
