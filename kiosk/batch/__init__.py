"""Batches that are always full (DESIGN section 4): which slot a visit lies in is known here, in memory, and
nowhere.
"""
