"""Briefs: specs, prose, expressions, the resolver."""
