"""What the programs away from the kiosk have in common: unlocking, the frame of a page, a field to type in."""
