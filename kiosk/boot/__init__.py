"""The composition root: commands that build the concrete parts and hand them in. Imported by nobody."""
