"""Figures: the value grammar, arithmetic, units, money and rates, rounding, printing."""
