"""How hard hypothesis tries here: examples are many enough to find what breaks, and no test depends on time."""

from hypothesis import settings

settings.register_profile("cleanarc", max_examples=60, deadline=None)
settings.load_profile("cleanarc")
