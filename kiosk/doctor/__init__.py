"""What is looked at to tell whether a kiosk or a server is well. Pure Python; `kiosk.boot.checks` makes the lists."""
