"""What desk and summary both need to read an opened record. One rule: no key, no store, no word for people."""
