"""Colours, sizes and the few controls that every page is made of."""
