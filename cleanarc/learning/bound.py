"""When enough of a site's articles hold a line: a bound on the chance that this is an accident.

Let p be the share of a site's articles that hold a line, in the long run, and let n of m articles that were seen hold
it. If p were at most s, then n of m or more would be seen with a chance of at most exp(-m D(n/m || s)), where
D(a || s) = a ln(a/s) + (1-a) ln((1-a)/(1-s)). That is Chernoff's bound (Hoeffding 1963, "Probability Inequalities for
Sums of Bounded Random Variables", Theorem 1, equation 2.1). A line is taken for the site's when the chance is at most
one in a thousand that its share is no more than a tenth. With s = 1/10, three of three articles are just enough, and no
line that fewer than three hold ever is.
"""

from math import log

LEAST_SHARE = 0.1
"""s: what a template puts around articles stands around more of them than that; what an author says again, less."""
CHANCE = 0.001
"""Greatest chance of an accident."""
_ROUNDING = 1e-9


def is_site_wide(n: int, of: int, least_share: float = LEAST_SHARE, chance: float = CHANCE) -> bool:
    """Whether a line that n of some articles hold is one of the site's."""
    share = n / of if of else 0.0
    return share > least_share and of * _divergence(share, least_share) >= -log(chance) - _ROUNDING


def _divergence(a: float, s: float) -> float:
    rest = (1 - a) * log((1 - a) / (1 - s)) if a < 1 else 0.0
    return a * log(a / s) + rest
