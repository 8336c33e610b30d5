"""The command line: one file a command; printers, one file a format."""

from briefkit.cli.app import main

__all__ = ["main"]
