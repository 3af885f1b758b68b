"""What IT asks of a machine: is it well, what may be told of it, which version it runs."""
