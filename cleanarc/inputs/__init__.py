"""Where documents come from: folders and files of HTML and text, each found by `walk` and read by `read`."""

from cleanarc.inputs.capture import capture
from cleanarc.inputs.found import Found, Unusable
from cleanarc.inputs.hints import Hints
from cleanarc.inputs.read import Read, read
from cleanarc.inputs.sniff import sniff
from cleanarc.inputs.walk import walk

__all__ = ["Found", "Hints", "Read", "Unusable", "capture", "read", "sniff", "walk"]
