"""Thin QObjects between QML and the core. One rule: property, signal, slot, call a service; no rule of the product."""
