"""$SOURCE_DATE_EPOCH: the moment that a run is to take for the latest, so that it gives the same bytes at any time."""

import os
from datetime import UTC, datetime

from cleanarc.errors import UsageError


def source_date_epoch() -> datetime | None:
    """The moment, None where it is not set; see https://reproducible-builds.org/specs/source-date-epoch/."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{value}': set it to a number of seconds since 1970.") from error
