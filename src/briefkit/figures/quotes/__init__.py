"""Quotes: the quantities that a source states, in English, Chinese and Korean, and whether they are a value's."""
