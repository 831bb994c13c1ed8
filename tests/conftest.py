"""Settings of the suite: IACGUARD_EXAMPLES sets how many cases the property tests try, IACGUARD_TEST_QUICK fewer."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("IACGUARD_EXAMPLES", "25" if os.environ.get("IACGUARD_TEST_QUICK") else "100"))

settings.register_profile(
    "suite", max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")
