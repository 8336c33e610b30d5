"""Seeds and claims: reading, anchoring, quotes."""
