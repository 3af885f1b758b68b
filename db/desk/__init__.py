"""What the shelter's desk remembers. One rule: ciphertext and keyed marks, nothing in clear, no order of coming."""
