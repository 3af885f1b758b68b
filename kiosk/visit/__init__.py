"""The visit: what a guest is asked and offered, and the one way in which it ends (DESIGN section 2)."""
