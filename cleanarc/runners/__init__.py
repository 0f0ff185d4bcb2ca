"""Where work runs; every runner keeps the same contract and gives the same bytes."""

from cleanarc.runners.contract import Loss, Lost, Runner
from cleanarc.runners.local import Local
from cleanarc.runners.processes import Processes

__all__ = ["Local", "Loss", "Lost", "Processes", "Runner"]
