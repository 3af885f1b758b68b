"""The supervisor's summary of a day. One rule: it opens tallies and events, and has no key to anything else."""
