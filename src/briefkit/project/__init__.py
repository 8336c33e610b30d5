"""Workspace, configuration, lock, cache, git, what is out of date, running jobs."""
