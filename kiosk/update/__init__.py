"""A newer program from a stick: what may be installed, and how it gets from the stick to where apt finds it."""
