"""What is looked at to tell whether a kiosk or server is well. Pure; `kiosk.boot.care.checks` makes the lists."""
