"""The shelter's desk in QML: one field, one answer at a time, and no list of anybody."""
