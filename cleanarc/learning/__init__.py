"""Learning which lines a site puts around its articles: sightings of pages, runs of them on disk, and counting."""

from cleanarc.learning.learner import Learner
from cleanarc.learning.runs import Run, read_run
from cleanarc.learning.sight import Sighting, sight

__all__ = ["Learner", "Run", "Sighting", "read_run", "sight"]
