"""Learning which lines a site puts around its articles: sightings of pages, runs of them on disk, and counting."""

from cleanarc.learning.learner import Known, Learner
from cleanarc.learning.runs import Run, read_run
from cleanarc.learning.sight import Sighting, line_id, sight, sighting_id

__all__ = ["Known", "Learner", "Run", "Sighting", "line_id", "read_run", "sight", "sighting_id"]
