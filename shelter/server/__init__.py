"""The shelter's server: keeps ciphertext for desks and supervisors. One rule: nothing here can open anything, writes
down who called, or knows a time.
"""
