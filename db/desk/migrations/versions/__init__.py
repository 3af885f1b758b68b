"""One module for each step, named after what it brings. One rule: a step that was released is never edited."""
