"""The guest window in QML: the frame of a page, and one file a page."""
