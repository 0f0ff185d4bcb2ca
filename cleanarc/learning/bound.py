"""When enough of a site's articles hold a line: a bound on the chance that this is an accident.

Let p be the share of a site's articles that hold a line, in the long run, and let n of m articles that were seen hold
it. If p were at most s, then n of m or more would be seen with a chance of at most exp(-m D(n/m || s)), where
D(a || s) = a ln(a/s) + (1-a) ln((1-a)/(1-s)). That is Chernoff's bound (Hoeffding 1963, "Probability Inequalities for
Sums of Bounded Random Variables", Theorem 1, equation 2.1). It is above the exact binomial tail, so it errs on the side
of learning less, and it is one formula for any number of articles. docs/learning.md has a table of what it asks for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Bound:
    """A share that must be exceeded, and the greatest chance that it is not."""

    share: float
    chance: float

    def holds(self, n: Ints, of: Ints) -> Flags:
        """Whether n of m are enough, for each pair; no m is 0."""
        a = n / of
        with np.errstate(divide="ignore", invalid="ignore"):
            rest = np.where(a < 1, (1 - a) * np.log((1 - a) / (1 - self.share)), 0.0)
            divergence = a * np.log(a / self.share) + rest
        found: Flags = (a > self.share) & (of * divergence >= -np.log(self.chance) - _ROUNDING)
        return found


LINE = Bound(share=0.1, chance=1e-3)
"""Of a line that is the site's: a template stands around more than a tenth of the articles. Three of three are just
enough, and fewer than three never are."""
PARAGRAPH = Bound(share=0.5, chance=1e-6)
"""Of a paragraph that stands on most pages of a site, such as a notice: it tells no story. Twenty of twenty are just
enough."""
