"""What staff may do at a kiosk, by PIN and by command. One rule: nothing of a guest, no count, no way back."""
