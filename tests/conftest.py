"""One hypothesis profile for all tests: the same examples in every run, few enough to be fast."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "briefkit",
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("briefkit")

# Tests run side by side: a build in each is to use the process that it has, where a test does not say otherwise.
os.environ.setdefault("BRIEFKIT_JOBS", "1")

if "MUTANT_UNDER_TEST" in os.environ:
    pytest_plugins = ["under_mutation"]
