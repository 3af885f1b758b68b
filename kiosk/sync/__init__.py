"""The record's way to the shelter. One rule: local first; nothing a guest does ever waits for what happens in here."""
