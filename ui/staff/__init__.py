"""The staff pages in QML: the code, and how this kiosk is."""
