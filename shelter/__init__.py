"""The receiving side: what opens, issues and counts. One rule: nothing here runs where guests are."""
