"""How hard hypothesis tries here: often enough to find what breaks, the same examples each time, no test of speed."""

from hypothesis import settings

settings.register_profile("cleanarc", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("cleanarc")
