"""Text comes out of bytes as it was written, whatever charset it was written in and declared as."""

import pytest

from cleanarc.cleaning.decode import decode

TEXTS = {
    "Le café était fermé ; les élèves sont allés à la bibliothèque.": ["cp1252", "latin-1", "mac_roman"],
    "Die Bürger müssen für größere Flächen zahlen.": ["cp1252"],
    "“It’s over,” she said — £20 was all.": ["cp1252"],
    "Wczoraj w Łodzi odbyło się spotkanie; żądania zostaną spełnione.": ["cp1250", "iso8859_2"],
    "Žádosti budou splněny, řekl náměstek primátora Jiří Dvořák.": ["cp1250", "iso8859_2"],
    "Az őszi ülésszakon döntenek a törvényről, közölték tegnap.": ["cp1250", "iso8859_2"],
    "Dün şehirde yağmur yağdı, ışıklar söndü.": ["cp1254"],
    "Meras sakė, kad darbai prasidės greitai, šį mėnesį.": ["cp1257"],
    "Вчера в городе прошёл дождь, и мэр заявил о ремонте дорог.": ["cp1251", "koi8_r", "iso8859_5", "cp866"],
    "Ο δήμαρχος δήλωσε ότι οι δρόμοι θα επισκευαστούν.": ["cp1253", "iso8859_7"],
    "أعلنت الحكومة أمس عن خطة جديدة لإصلاح الطرق في المدينة": ["cp1256"],
    "הממשלה הודיעה אתמול על תוכנית חדשה לתיקון הכבישים בעיר": ["cp1255"],
    "政府昨天宣布了一项新的道路维修计划，市长说工程将很快开始。": ["gb18030"],
    "政府昨天宣布了一項新的道路維修計劃，市長說工程將很快開始。": ["big5"],
    "政府は昨日、新しい道路修理計画を発表しました。": ["shift_jis", "euc_jp", "iso2022_jp"],
    "정부는 어제 새로운 도로 보수 계획을 발표했다.": ["euc_kr"],
}
CASES = [(text, charset) for text, charsets in TEXTS.items() for charset in charsets]


@pytest.mark.parametrize(("text", "charset"), CASES)
def test_undeclared(text: str, charset: str) -> None:
    decoded = decode(f"{text}\n{text}\n".encode(charset))
    assert (decoded.text, decoded.problems) == (f"{text}\n{text}\n", ())


@pytest.mark.parametrize(("text", "charset"), CASES)
def test_declared_in_the_page_or_by_its_server(text: str, charset: str) -> None:
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={charset}'></head><p>{text}</p>"
    for decoded in (decode(page.encode(charset), is_html=True), decode(page.encode(charset), charset)):
        assert (decoded.text, decoded.problems) == (page, ())


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_unicode(text: str, charset: str) -> None:
    decoded = decode(f"{text} \n".encode(charset), "koi8-r")
    assert (decoded.text, decoded.problems) == (f"{text} \n", ())


@pytest.mark.parametrize(
    "label", ["gb2312", "ISO-8859-1", "x-sjis", "windows-949", "nonsense", "utf-16", "base64", "idna", ""]
)
def test_utf8_beats_what_is_declared(label: str) -> None:
    page = f'<?xml version="1.0" encoding="{label}"?><p>Café 政府 дождь</p>'
    decoded = decode(page.encode(), is_html=True)
    assert (decoded.text, decoded.encoding) == (page, "utf-8")
    assert {p.code for p in decoded.problems} <= {"charset-conflict"}


def test_a_conflict_is_noted() -> None:
    (problem,) = decode(b"<meta charset=gb2312>\xc3\xa9", is_html=True).problems
    assert problem.code == "charset-conflict"


def test_utf8_that_was_cut_is_utf8() -> None:
    decoded = decode(("Вчера в городе прошёл дождь. " * 9).encode()[:-3], "cp1251")
    assert (decoded.encoding, [p.code for p in decoded.problems]) == ("utf-8", ["charset-conflict", "undecodable"])
    assert decoded.text.endswith("дожд\ufffd")


def test_a_declaration_that_the_bytes_deny_is_not_believed() -> None:
    text = "政府は昨日、新しい道路修理計画を発表しました。市長は工事がまもなく始まると述べた。"
    assert decode(text.encode("euc_jp"), "utf-8").text == text
    assert decode(text.encode("shift_jis"), "euc-jp").text == text


def test_nuls_are_left_out() -> None:
    decoded = decode(b"The bridge\0 is open again after the long winter.")
    assert decoded.text == "The bridge is open again after the long winter."
    assert [p.code for p in decoded.problems] == ["nul-characters"]
