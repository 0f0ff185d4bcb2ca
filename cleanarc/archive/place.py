"""Where a record may stand: what holds between a record and the file that it is in."""

from cleanarc.formats.warc import Record


def misplaced(record: Record, info: Record | None) -> str | None:
    """What is wrong with where a record stands. `info` is the record that its file begins with, None for that one."""
    if info is None:
        return None if record.type == "warcinfo" else "the file does not begin with a warcinfo record"
    if record.type == "warcinfo":
        return "there is a second warcinfo record"
    if record.header("WARC-Warcinfo-ID") != info.id:
        return "WARC-Warcinfo-ID is not the id of the file's warcinfo record"
    if record.date > info.date:
        return "the record is younger than the file's warcinfo record"
    return None


def is_foreign(record: Record, info: Record | None, file: str) -> bool:
    """Whether a record in a file, given relative to the archive, is one of others, where no manifest tells: it names
    another warcinfo record than the file's own, or is another one."""
    if info is None or not file.startswith("raw/"):
        return False
    return record.type == "warcinfo" or record.header("WARC-Warcinfo-ID") != info.id
