"""`python -m cleanarc` is `cleanarc`."""

from cleanarc.cli import main

main()
