"""The only readers of what kiosks seal. One rule: no process that a guest touches imports this."""
