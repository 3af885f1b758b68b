"""The shelter's server: serving, keeping generations, taking in a stick."""
