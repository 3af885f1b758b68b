"""The demo without a screen: whole visits by real touches through the real window, and what became of them.

One rule: expectations come from the touch script alone, findings from what other parts say of the results.
"""
