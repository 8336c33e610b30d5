"""Printers of findings: one file a format, each a function from an examination to text."""
