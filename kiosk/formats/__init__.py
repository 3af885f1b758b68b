"""Formats v1 (docs/formats.md): encodes, parses, seals, verifies. One rule: nothing here can open what it
seals.
"""
