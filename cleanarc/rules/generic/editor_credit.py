"""Lines that name the editor in charge."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="editor-credit",
    code="P19",
    kind=Kind.CREDIT,
    why="Many sites end an article with its editor's name; it is kept as a credit, not as text.",
    risk="A line of a cast list that opens with such a word, and in an interview an answer as short as a name.",
    removes=(
        below(FERRY["zh"], "责任编辑：陈望"),
        below(FERRY["zh"], "（编辑：林小舟）"),
        below(FERRY["zh"], "责编：陈望、林小舟"),
        below(FERRY["zh"], "责任编辑：陈小望_NF42"),
        below(FERRY["en"], "Editor: Jane Example"),
        below(FERRY["pl"], "Oprac.: Jan Przykład"),
        below(FERRY["ru"], "Редактор: Жанна Примерова"),
        below(FERRY["tr"], "Editör: Jale Örnek"),
        below("외곽 섬으로 가는 배는 월요일 전에는 뜨지 않는다고 항만청이 밝혔다.", "편집: 김하나"),
        below("外側の島々へ向かうフェリーは月曜日まで運航されない。", "文責：山田"),
    ),
    keeps=(
        f"编辑部的灯亮了一整夜。\n\n{FERRY['zh']}",
        f"编辑：你为什么要写这本书？\n\n作者：因为没有人写。\n\n{FERRY['zh']}",
        "編集：それは捨てることだ。\n\n" + FERRY["ja"],
        f"编辑：没有。\n\n{FERRY['zh']}",
        f"{FERRY['en']}\n\nEditor: And what did you cut?",
        f"{FERRY['en']}\n\nEditor: Jane Example\n\n{FERRY['en']}",
        f"他的编辑说：这座灯塔属于海，不属于游客，也不属于市长。\n\n{FERRY['zh']}",
    ),
    propose=_propose,
)
