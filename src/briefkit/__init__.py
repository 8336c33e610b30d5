"""briefkit: cited briefs whose every figure is held to its source."""

__version__ = "0.1.0"
