"""The shelter's desk: reads slips and records. One rule: it shows what a person chose to share, and nothing else."""
