"""The steps, named ``<number>_<what>.py``; a step that was released is never changed."""
