"""How properties are tried on a machine that has other work: no example is held to a time."""

from hypothesis import HealthCheck, settings


def patient(examples: int = 100) -> settings:
    """So many examples, however long they take."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
