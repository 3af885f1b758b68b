"""What is remembered on disk. One rule: SQL and SQLite stay in here, and nothing stored says how many people
came.
"""
