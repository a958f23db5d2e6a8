"""Whether what tracing needs is installed: it is an extra, and who asks for it without is told at the start."""

from importlib.util import find_spec

from hub.settings import Settings
from registry.errors import Refusal

NEEDED = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")


def check(settings: Settings) -> None:
    """Raise TRACING_NOT_INSTALLED where a collector is named and the extra is missing."""
    if settings.collector is None:
        return
    try:
        missing = [name for name in NEEDED if find_spec(name) is None]
    except ModuleNotFoundError:  # not even what lies above it
        missing = [*NEEDED]
    if missing:
        raise Refusal("TRACING_NOT_INSTALLED")
