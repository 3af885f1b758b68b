"""Where sealed records come from: a stick, a folder, a kiosk's store, the server. One rule: nothing is believed."""
