"""The language packs: one folder a language, one mechanism for screens and paper."""
