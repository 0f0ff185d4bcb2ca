"""WARC 1.1 records (ISO 28500:2017). The only module that imports warcio."""

import hashlib
import uuid
from dataclasses import dataclass
from io import BytesIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from cleanarc.formats.damage import DamageError

REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

_VERSION = "WARC/1.1"
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "https://cleanarc.invalid/record")
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Record:
    """A record: `headers` in the order in which they are written, without Content-Length, and the block.

    `parse(serialize(record))` is the same record.
    """

    headers: tuple[tuple[str, str], ...]
    block: bytes

    def header(self, name: str) -> str | None:
        """A header's value, whatever the case of its name; None when it has none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def every(self, name: str) -> tuple[str, ...]:
        """The values of a header that may stand there more than once."""
        return tuple(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def type(self) -> str:
        return self.header("WARC-Type") or ""

    @property
    def id(self) -> str:
        return self.header("WARC-Record-ID") or ""

    @property
    def date(self) -> str:
        return self.header("WARC-Date") or ""

    @property
    def uri(self) -> str | None:
        return self.header("WARC-Target-URI")

    @property
    def refers_to(self) -> str | None:
        return self.header("WARC-Refers-To")


def record_id(*parts: str) -> str:
    """The id of a record, `<urn:uuid:…>`, from what it stands for: the same parts give the same id."""
    return f"<urn:uuid:{uuid.uuid5(_IDS, chr(10).join(parts))}>"


def sha256_digest(data: bytes) -> str:
    """A digest as WARC headers have it, in base16."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def serialize(record: Record) -> bytes:
    """The bytes of a record, uncompressed, with its Content-Length. It must have its block digest."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version=_VERSION)
    # warcio gives every record that is not of these types a payload digest, which a metadata record must not have.
    writer.NO_PAYLOAD_DIGEST_TYPES = (record.type,)
    writer.write_record(
        ArcWarcRecord(
            "warc",
            record.type,
            StatusAndHeaders("", list(record.headers), protocol=_VERSION),
            BytesIO(record.block),
            None,
            record.header("Content-Type"),
            len(record.block),
        )
    )
    return out.getvalue()


def parse(data: bytes) -> Record:
    """The record that the bytes are, from first to last. Raises DamageError when they are not exactly one."""
    stream = BytesIO(data)
    try:
        head = StatusAndHeadersParser([_VERSION, "WARC/1.0"]).parse(stream)
    except (EOFError, StatusAndHeadersParserException) as error:
        raise DamageError("no WARC record starts here") from error
    headers = tuple((str(name), str(value)) for name, value in head.headers)
    length = next((value for name, value in headers if name.lower() == "content-length"), "")
    if not (length.isascii() and length.isdigit()):
        raise DamageError("the record has no Content-Length")
    block = stream.read(int(length))
    if len(block) != int(length) or stream.read() != _END:
        raise DamageError(f"the record does not hold the {length} bytes that its Content-Length says")
    return Record(tuple(h for h in headers if h[0].lower() != "content-length"), block)
