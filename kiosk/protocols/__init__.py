"""The protocol files that ship with the product."""
