"""The first screen in QML: how a machine becomes a kiosk of a site."""
