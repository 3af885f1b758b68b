"""What the product does on the kiosk: the visit, sealing, batches. Pure Python, no window, database or paper."""
