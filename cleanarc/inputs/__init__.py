"""Where documents come from: files of HTML and text, records of web archives, found by `walk` and read by `read`."""

from cleanarc.inputs.capture import capture
from cleanarc.inputs.found import Found, Unusable
from cleanarc.inputs.hints import Hints
from cleanarc.inputs.place import Place, decode_place, encode_place
from cleanarc.inputs.read import read
from cleanarc.inputs.sniff import sniff
from cleanarc.inputs.source import Origin, Read
from cleanarc.inputs.walk import walk

__all__ = [
    "Found",
    "Hints",
    "Origin",
    "Place",
    "Read",
    "Unusable",
    "capture",
    "decode_place",
    "encode_place",
    "read",
    "sniff",
    "walk",
]
