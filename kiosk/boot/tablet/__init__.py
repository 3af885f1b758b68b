"""The guest's window and what runs behind it. One rule: what a guest waits for is built before, the rest after."""
