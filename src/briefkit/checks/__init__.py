"""Checks: one file a family, one ordered list of them all, in `order`."""
