"""What the shelter's server remembers. One rule: ciphertext, signatures and names of chains; no times, no sequences."""
