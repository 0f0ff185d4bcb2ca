"""Names for the arrays that judging works with."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Floats = NDArray[np.float32]
Ints = NDArray[np.signedinteger[Any]]
Columns = dict[str, Array]
"""Numbers of the blocks of a page by their names, all of one length."""
