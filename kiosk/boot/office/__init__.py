"""What desk and supervisor run on computers of their own: commands, steps, windows."""
