"""How a machine becomes a kiosk of a site, by command and by screen."""
