"""The supervisor's day in QML: counts and bars, the same as on paper."""
